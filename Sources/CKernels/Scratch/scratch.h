// Memory that a kernel needs for a moment.
//
// A kernel's unit borrows a block and gives it back before it ends. Blocks are kept for the next borrower, so that a step
// of training, once it has run, asks the system for nothing more: fresh pages cost more than the work that is done in them.
// They belong to no thread, for the threads of cells come and go.
#pragma once

#include <stddef.h>

// At least `count` floats, at a multiple of 64 bytes, holding anything.
float *ck_borrow_scratch(size_t count);

// Gives back what ck_borrow_scratch gave. NULL does nothing.
void ck_return_scratch(float *scratch);
