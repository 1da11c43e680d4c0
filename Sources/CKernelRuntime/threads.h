// What a thread of a cell knows about itself.

#ifndef THREADS_H
#define THREADS_H

#include <semaphore.h>
#include <setjmp.h>
#include <stdatomic.h>

#include <sys/types.h>

#include "CKernelRuntime.h"

// A run of a cell, shared by the thread that waits for it and those that may end it.
typedef struct {
    cell_ending *ending;
    uint32_t number;
    _Atomic bool has_ended;
    sem_t ended;
    // The number of the last step that was finished.
    _Atomic uint32_t step;
    // The system's name of the top level's thread; 0 before it begins.
    _Atomic pid_t thread;
    // How many threads of its `await`s run its code at the moment.
    _Atomic int busy_helpers;
    // The code that was loaded for it.
    _Atomic uintptr_t text_start, text_end;
} cell_run_state;

// The run under way, or NULL.
extern _Atomic(cell_run_state *) current_run;

// Bytes below a stack that may not be touched.
enum { STACK_GUARD = 1 << 20 };

typedef struct {
    // The run that the thread belongs to, which may be over long since.
    cell_run_state *run;
    // Set on the thread that runs the cell's top level only.
    sigjmp_buf *top_level;
    // Whether it is counted in its run's `busy_helpers`.
    bool is_busy_helper;
} cell_thread;

// Whether the thread is one of the kernel's own.
extern __thread bool is_kernel_thread;

extern __thread cell_thread *this_thread __attribute__((tls_model("initial-exec")));

// Takes the right to say how this thread's run ended, or, on a thread of nobody's, the run under way; the
// first caller gets it. NULL where that run is over, or none is under way.
cell_ending *claim_ending(cell_run_state **run);

// Whether somebody has claimed the ending.
bool run_has_ended(const cell_run_state *run);

// Lets `cell_run` return. The caller has claimed the ending, and filled it.
void post_ending(cell_run_state *run);

// Fills in where a thread was when a signal came.
void fill_from_context(cell_ending *ending, const void *context);
uintptr_t context_pc(const void *context);

// Ends the run from its own code. On the cell's own thread the stack is left in one jump: what its frames owned is
// leaked, and nothing is parked. Elsewhere the thread parks.
_Noreturn void end_run(cell_cause cause, const cell_stack *stack);

// Stops this thread for ever, with all its signals blocked.
_Noreturn void park(void);

#endif
