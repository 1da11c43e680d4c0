// What a thread of a cell knows about itself.

#ifndef THREADS_H
#define THREADS_H

#include <semaphore.h>
#include <setjmp.h>
#include <stdatomic.h>

#include "CKernelRuntime.h"

// A run of a cell, shared by the thread that waits for it and those that may end it.
typedef struct {
    cell_ending *ending;
    atomic_flag has_ended;
    sem_t ended;
    // The number of the last step that was finished.
    _Atomic uint32_t step;
} cell_run_state;

// The run under way, or NULL.
extern _Atomic(cell_run_state *) current_run;

// Bytes below a stack that may not be touched.
enum { STACK_GUARD = 1 << 20 };

typedef struct {
    // Where the stack can be read: all of it but what may be its guard.
    uintptr_t stack_low, stack_high;
    // The run that the thread belongs to, which may be over long since.
    cell_run_state *run;
    // Set on the thread that runs the cell's top level only.
    sigjmp_buf *top_level;
} cell_thread;

extern __thread cell_thread *this_thread __attribute__((tls_model("initial-exec")));

// Takes the right to say how this thread's run ended, or, on a thread of nobody's, the run under way; the
// first caller gets it. NULL where that run is over, or none is under way.
cell_ending *claim_ending(cell_run_state **run);

// Stops this thread for ever, with all its signals blocked.
_Noreturn void park(void);

// Gives the calling thread a signal stack.
void use_signal_stack(void);

#endif
