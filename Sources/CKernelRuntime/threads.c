#define _GNU_SOURCE
#include "keeper.h"
#include "lazies.h"
#include "threads.h"
#include "throws.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

_Atomic(cell_run_state *) current_run;
__thread bool is_kernel_thread;
__thread cell_thread *this_thread __attribute__((tls_model("initial-exec")));

// A run stays under way for `cell_step` until the next one begins.
static _Atomic(cell_run_state *) last_run;
static _Atomic uint32_t ended_runs;

void cell_set_step(uint32_t value) {
    if (this_thread) atomic_store_explicit(&this_thread->run->step, value, memory_order_relaxed);
}

uint32_t cell_step(void) {
    cell_run_state *run = atomic_load(&last_run);
    return run ? atomic_load_explicit(&run->step, memory_order_relaxed) : 0;
}

cell_ending *claim_ending(cell_run_state **run) {
    *run = this_thread ? this_thread->run : atomic_load(&current_run);
    if (!*run || atomic_exchange(&(*run)->has_ended, true)) return NULL;
    return (*run)->ending;
}

bool run_has_ended(const cell_run_state *run) { return atomic_load(&run->has_ended); }

void post_ending(cell_run_state *run) {
    lazies_abandon();
    if (run->ending->is_parked) keeper_expects_settlement();
    sem_post(&run->ended);
}

bool cell_helper_begin(void) {
    if (!this_thread || run_has_ended(this_thread->run)) return false;
    this_thread->is_busy_helper = true;
    atomic_fetch_add(&this_thread->run->busy_helpers, 1);
    return true;
}

void cell_helper_end(void) {
    if (!this_thread || !this_thread->is_busy_helper) return;
    this_thread->is_busy_helper = false;
    atomic_fetch_sub(&this_thread->run->busy_helpers, 1);
}

void park(void) {
    lazies_abandon();
    cell_helper_end();
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, NULL);
    for (;;) pause();
}

typedef struct {
    void (*body)(void *);
    void *context;
    cell_run_state *run;
    bool is_top_level;
} thread_start;

static void *thread_main(void *argument) {
    thread_start start = *(thread_start *)argument;
    free(argument);
    cell_thread self = {.run = start.run};
    this_thread = &self;
    // The mask is inherited from a thread of Dispatch's, which blocks nearly all; and a program that a cell
    // starts would inherit it in turn.
    sigset_t none;
    sigemptyset(&none);
    pthread_sigmask(SIG_SETMASK, &none, NULL);
    sigjmp_buf top_level;
    if (start.is_top_level) atomic_store(&start.run->thread, (pid_t)syscall(SYS_gettid));
    if (start.is_top_level) {
        // Uncaught errors and stops come back here; see endings.c.
        if (sigsetjmp(top_level, 0) == 0) {
            self.top_level = &top_level;
            start.body(start.context);
            cell_run_state *run;
            cell_ending *ending = claim_ending(&run);
            if (ending) {
                ending->cause = CELL_COMPLETED;
                post_ending(run);
            }
        }
    } else {
        start.body(start.context);
    }
    this_thread = NULL;
    return NULL;
}

static int start_thread(thread_start start, size_t stack_size) {
    pthread_attr_t attributes;
    int error = pthread_attr_init(&attributes);
    if (error) return error;
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    // A wide guard: a big frame must not step over it.
    pthread_attr_setguardsize(&attributes, STACK_GUARD);
    error = pthread_attr_setstacksize(&attributes, stack_size);
    thread_start *heap_start = error ? NULL : malloc(sizeof start);
    if (!error && !heap_start) error = ENOMEM;
    if (!error) {
        *heap_start = start;
        pthread_t thread;
        error = pthread_create(&thread, &attributes, thread_main, heap_start);
        if (error) free(heap_start);
    }
    pthread_attr_destroy(&attributes);
    return error;
}

typedef struct trial {
    void (*body)(void *);
    void *context;
    sem_t done;
} trial;

static void *run_trial(void *argument) {
    trial *trial = argument;
    trial->body(trial->context);
    sem_post(&trial->done);
    return NULL;
}

void *cell_semaphore_make(void) {
    sem_t *semaphore = malloc(sizeof *semaphore);
    if (semaphore) sem_init(semaphore, 0, 0);
    return semaphore;
}

void cell_semaphore_post(void *semaphore) { sem_post(semaphore); }

void cell_wait(void *semaphore) {
    enum { HELPERS_FIRST_MS = 30 };
    // A signal wakes the thread when it is to stop.
    while (sem_wait(semaphore) != 0) {
        if (!cell_must_stop()) continue;
        // Whoever does the work for it can tell better where that was.
        const cell_run_state *run = this_thread->run;
        for (int waited = 0; waited < HELPERS_FIRST_MS && atomic_load(&run->busy_helpers) > 0 && !run_has_ended(run); waited++) {
            nanosleep(&(struct timespec){.tv_nsec = 1000000}, NULL);
        }
        cell_stop_if_asked();
    }
}

int cell_thread_start(void (*body)(void *), void *context, size_t stack_size) {
    // On the cell's thread, or on one that belongs to it.
    cell_run_state *run = this_thread ? this_thread->run : atomic_load(&current_run);
    return run ? start_thread((thread_start){body, context, run, false}, stack_size) : ESRCH;
}

typedef struct {
    void (*body)(void *);
    void *context;
} plain_start;

static void *run_plain(void *argument) {
    is_kernel_thread = true;
    plain_start start = *(plain_start *)argument;
    free(argument);
    start.body(start.context);
    return NULL;
}

int cell_start_plain_thread(void (*body)(void *), void *context) {
    plain_start *start = malloc(sizeof *start);
    if (!start) return ENOMEM;
    *start = (plain_start){body, context};
    pthread_t thread;
    int error = pthread_create(&thread, NULL, run_plain, start);
    if (error) free(start); else pthread_detach(thread);
    return error;
}

bool cell_try(void (*body)(void *), void *context, int milliseconds) {
    trial *trial = calloc(1, sizeof *trial);
    if (!trial) return false;
    *trial = (struct trial){.body = body, .context = context};
    sem_init(&trial->done, 0, 0);
    pthread_t thread;
    if (pthread_create(&thread, NULL, run_trial, trial) != 0) return false;
    pthread_detach(thread);
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += milliseconds / 1000;
    until.tv_nsec += milliseconds % 1000 * 1000000L;
    if (until.tv_nsec >= 1000000000L) until.tv_sec++, until.tv_nsec -= 1000000000L;
    int failure;
    do failure = sem_clockwait(&trial->done, CLOCK_MONOTONIC, &until); while (failure != 0 && errno == EINTR);
    // A trial that hangs keeps what it was given.
    if (failure == 0) free(trial);
    return failure == 0;
}

uint32_t cell_last_run(void) { return atomic_load(&ended_runs); }

int cell_run(uint32_t number, void (*body)(void *), void *context, size_t stack_size, cell_ending *ending) {
    memset(ending, 0, sizeof *ending);
    // Never freed: a parked thread may still look at it.
    cell_run_state *run = calloc(1, sizeof *run);
    if (!run) return ENOMEM;
    run->ending = ending;
    run->number = number;
    sem_init(&run->ended, 0, 0);
    forget_throws();
    atomic_store(&last_run, run);
    atomic_store(&current_run, run);
    int error = start_thread((thread_start){body, context, run, true}, stack_size);
    if (!error) while (sem_wait(&run->ended) != 0) {}
    atomic_store(&current_run, NULL);
    atomic_store(&ended_runs, number);
    return error;
}
