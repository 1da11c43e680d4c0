// Noticing that the host has gone, killed or not.

#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <unistd.h>

#include "CKernelRuntime.h"

static void *watch(void *argument) {
    struct pollfd host = {.fd = (int)(intptr_t)argument, .events = POLLRDHUP};
    for (;;) {
        if (poll(&host, 1, -1) < 0 && errno == EINTR) continue;
        // Also where a cell has closed the socket: then nobody can be told anything any more. What cells have
        // started goes with it.
        if (getpgrp() == getpid()) kill(0, SIGKILL);
        cell_process_end(0);
    }
}

int cell_end_with_host(int socket) {
    pthread_t thread;
    sigset_t all, before;
    // The watcher handles no signals; it inherits that from here.
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int error = pthread_create(&thread, NULL, watch, (void *)(intptr_t)socket);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (!error) pthread_detach(thread);
    return error;
}
