// The code of loaded cells, whose permission to run can be taken away and given back.

#ifndef TEXTS_H
#define TEXTS_H

#include "CKernelRuntime.h"

// Whether an address lies in a cell's code. Safe in a signal handler.
bool text_contains(uintptr_t address);

// Takes the permission to run from all cells' code, also from that of cells loaded since the last call.
void texts_revoke(void);

// Gives it back.
void texts_restore(void);

// Whether it is taken away now.
bool texts_are_revoked(void);

#endif
