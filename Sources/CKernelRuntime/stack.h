// Walking a stack by its frame pointers, which Swift and this package's C keep.

#ifndef STACK_H
#define STACK_H

#include "CKernelRuntime.h"

// Walks from the frame whose base is `frame_pointer` up to `limit`, the stack's highest address, and fills
// `stack`. `pc` is the innermost address. Safe in a signal handler: reads nothing outside [low, limit).
void stack_walk(cell_stack *stack, uintptr_t pc, uintptr_t frame_pointer, uintptr_t low, uintptr_t limit);

#endif
