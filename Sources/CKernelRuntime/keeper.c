// Stops runs when the host asks for it or memory runs out, and ends a process that cannot help itself any more.
// It takes no memory and no lock that a cell's thread could hold.

#define _GNU_SOURCE
#include "keeper.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "stops.h"
#include "threads.h"

enum { LOOK_EVERY_MS = 50, SETTLE_WITHIN_MS = 2500 };

static sem_t wake;
// The run that is to stop, 0 for none.
static _Atomic uint32_t requested;
static _Atomic bool requested_by_force;
static _Atomic long settling_since;
static uint64_t memory_limit;

static long now_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void cell_interrupt(uint32_t run, bool by_force) {
    if (by_force) atomic_store(&requested_by_force, true);
    atomic_store(&requested, run);
    sem_post(&wake);
}

void cell_limit_memory(uint64_t bytes) { memory_limit = bytes; }

uint64_t cell_memory(void) {
    char text[128];
    int file = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
    if (file < 0) return 0;
    ssize_t length = read(file, text, sizeof text - 1);
    close(file);
    text[length > 0 ? length : 0] = 0;
    char *end;
    strtoull(text, &end, 10);
    return strtoull(end, NULL, 10) * (uint64_t)sysconf(_SC_PAGESIZE);
}

void keeper_expects_settlement(void) { atomic_store(&settling_since, now_ms()); }

void cell_settled(void) { atomic_store(&settling_since, 0); }

static void stop_if_requested(void) {
    uint32_t number = atomic_load(&requested);
    if (!number) return;
    cell_run_state *run = atomic_load(&current_run);
    // A run that has not begun yet is waited for.
    if (run && run->number == number) stop_run(run, CELL_INTERRUPTED, &requested_by_force);
    else if (cell_last_run() < number) return;
    atomic_store(&requested, 0);
    atomic_store(&requested_by_force, false);
}

static void *keep(void *unused) {
    (void)unused;
    for (;;) {
        struct timespec next;
        clock_gettime(CLOCK_MONOTONIC, &next);
        next.tv_nsec += (atomic_load(&requested) ? 2 : LOOK_EVERY_MS) * 1000000L;
        if (next.tv_nsec >= 1000000000L) next.tv_sec++, next.tv_nsec -= 1000000000L;
        sem_clockwait(&wake, CLOCK_MONOTONIC, &next);
        stop_if_requested();
        cell_run_state *run = atomic_load(&current_run);
        if (run && memory_limit && cell_memory() > memory_limit) {
            static const _Atomic bool is_forced = false;
            stop_run(run, CELL_MEMORY_LIMIT, &is_forced);
        }
        long since = atomic_load(&settling_since);
        if (since && now_ms() - since > SETTLE_WITHIN_MS) cell_process_end(CELL_EXIT_UNSOUND);
    }
    return NULL;
}

void keeper_start(void) {
    sem_init(&wake, 0, 0);
    pthread_t thread;
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    if (pthread_create(&thread, NULL, keep, NULL) == 0) pthread_detach(thread);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
}
