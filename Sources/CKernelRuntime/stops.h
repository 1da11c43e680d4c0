// Stopping a run from outside: at a place where its thread holds nothing.

#ifndef STOPS_H
#define STOPS_H

#include <signal.h>

#include "threads.h"

// Deals with a SIGSEGV that comes of code without permission to run; false for any other. A thread of the run
// that is to stop does so here; every other one waits until it may go on.
bool stop_at_fault(const siginfo_t *info, void *context);

// Deals with any other signal of a thread whose run is to stop: a library may not have expected that its call
// would be cut short. Comes back where the run is not to stop.
void stop_if_asked_at(const void *context);

// Why the calling thread's run ends: because it is to stop, or otherwise.
cell_cause cause_of_stop(cell_cause otherwise);

// Installs the handler of the signal that gets a thread out of a system call.
void stops_install(void);

// Stops a run. Called by the keeper only; comes back when the run has ended, or will not.
void stop_run(cell_run_state *run, cell_cause cause, const _Atomic bool *is_forced);

#endif
