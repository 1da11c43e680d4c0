// Every thread gets a second stack, on which it handles signals: one that has overflown its own could not.

#ifndef SIGNALSTACKS_H
#define SIGNALSTACKS_H

#include <stddef.h>
#include <stdint.h>

typedef struct {
    // The stack, with its guard or without: C libraries differ. Zero where it is not known.
    uintptr_t low, high;
    size_t guard;
} stack_extent;

// The calling thread's own stack. Safe in a signal handler.
stack_extent own_stack(void);

// Gives the calling thread a signal stack, and finds out where its own is. For the main thread; all others have
// it from `pthread_create`.
void signal_stack_install(void);

#endif
