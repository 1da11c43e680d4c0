// Shares work among a few threads of the kernels' own.
#pragma once

// Does unit `unit` of some work. Units run in any order, on any thread, several at a time; each writes to places of
// its own. Nothing that a unit computes may depend on the thread.
typedef void (*ck_unit)(void *context, long unit);

// Runs units 0 … count − 1, on the calling thread and on others, and returns when all are done. While the threads are
// at another caller's work, the caller does all of its units itself.
void ck_parallel(long count, ck_unit unit, void *context);

// How many threads work, the caller included: one for each processor that the process may use, at most 64, unless set
// (LANDUSE_THREADS in the environment, or below for what the calling thread asks for; 0 takes that back).
int ck_thread_count(void);
void ck_set_thread_count(int count);

// Whether no work is being shared now. A thread that is stopped by force while it shares work leaves the pool taken for
// good: nothing hangs, everything is done alone.
int ck_is_pool_free(void);
