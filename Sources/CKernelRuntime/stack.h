// Walking a stack by its frame pointers, which Swift and this package's C keep.

#ifndef STACK_H
#define STACK_H

#include "CKernelRuntime.h"

// Walks from the frame whose base is `frame_pointer` up to `limit`, the stack's highest address, and fills
// `stack`. `pc` is the innermost address. Safe in a signal handler: reads nothing outside [low, limit).
// Gives whether it came to the end of the stack; it does not where code without frame pointers is at work.
bool stack_walk(cell_stack *stack, uintptr_t pc, uintptr_t frame_pointer, uintptr_t low, uintptr_t limit);

// Walks like `stack_walk`, and where code without frame pointers (the Swift runtime's own, the C
// library's) was hit, looks for the innermost frame that leads to the stack's end. Gives whether the first frame
// was already one.
bool stack_walk_from_fault(
    cell_stack *stack, uintptr_t pc, uintptr_t frame_pointer, uintptr_t stack_pointer, uintptr_t low, uintptr_t limit);

// Whether an address of code comes after a call, as every return address does.
bool follows_call(uintptr_t address);

// Walks from the caller of the function that calls this.
void stack_walk_from_here(cell_stack *stack);

#endif
