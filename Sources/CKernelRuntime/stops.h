// Stopping a run from outside: at a place where its thread holds nothing.

#ifndef STOPS_H
#define STOPS_H

#include <signal.h>

#include "threads.h"

// Deals with a SIGSEGV that comes of code without permission to run; false for any other. A thread of the run
// that is to stop does so here; every other one waits until it may go on.
bool stop_at_fault(const siginfo_t *info, void *context);

// Installs the handler of the signal that gets a thread out of a system call.
void stops_install(void);

// Stops a run. Called by the keeper only; comes back when the run has ended, or will not.
void stop_run(cell_run_state *run, cell_cause cause, const _Atomic bool *is_forced);

#endif
