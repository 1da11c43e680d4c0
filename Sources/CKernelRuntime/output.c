// Standard output's buffer, whose lock a parked thread may hold for ever.

#define _GNU_SOURCE
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdio_ext.h>
#include <unistd.h>

#include "CKernelRuntime.h"

void cell_flush_stdout(void) { fflush(stdout); }

// A line that is not finished, a progress bar's say, is seen soon all the same.
static void *flush_now_and_then(void *unused) {
    (void)unused;
    for (;;) {
        usleep(100 * 1000);
        FILE *file = stdout;
        if (ftrylockfile(file) != 0) continue;
        fflush_unlocked(file);
        funlockfile(file);
    }
    return NULL;
}

void cell_start_flushing(void) {
    pthread_t thread;
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    // Without the thread, output is seen line by line.
    if (pthread_create(&thread, NULL, flush_now_and_then, NULL) == 0) pthread_detach(thread);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
}

void cell_renew_stdout(void) {
    // Nobody holds the lock: nothing is wrong with it.
    if (ftrylockfile(stdout) == 0) {
        fflush_unlocked(stdout);
        funlockfile(stdout);
        return;
    }
    int descriptor = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 64);
    FILE *fresh = descriptor >= 0 ? fdopen(descriptor, "w") : NULL;
    if (!fresh) return;
    setvbuf(fresh, NULL, _IOLBF, BUFSIZ);
    stdout = fresh;
}
