// Stops a run from outside.
//
// A thread must not be stopped inside `malloc`, `print` or a matrix product, whose locks it would take with
// it. So the code of all cells loses its permission to run: the run's thread faults at the first instruction
// of the author's own, where it holds nothing of the system's, and stays there. A signal gets it out of
// `sleep` and `read` before. A thread that comes to no such place in time is stopped wherever it is, and
// then the kernel has to find out what still works (see NotebookKernel/Soundness.swift).

#define _GNU_SOURCE
#include "stops.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <ucontext.h>
#include <unistd.h>

#include "stack.h"
#include "texts.h"

enum {
    POKE_EVERY_MS = 20,
    // A thread that sleeps, while nothing else in the process works for it, waits for something that may never come.
    PATIENCE_ASLEEP_MS = 120,
    // One that works in a library is given longer: its call may end.
    PATIENCE_AWAKE_MS = 1000,
    GIVE_UP_MS = 4000,
    HELPERS_MS = 50,
};

static _Atomic(cell_run_state *) stopping;
static _Atomic int stopping_cause;
static _Atomic bool stop_anywhere;

static int poke_signal(void) { return SIGRTMIN + 6; }

static void sleep_ms(long ms) {
    struct timespec time = {.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000};
    nanosleep(&time, NULL);
}

bool cell_must_stop(void) {
    cell_run_state *run = atomic_load_explicit(&stopping, memory_order_relaxed);
    return __builtin_expect(run != NULL, 0) && this_thread && this_thread->run == run;
}

void cell_stop_if_asked(void) {
    if (!cell_must_stop()) return;
    cell_stack stack;
    stack_walk_from_here(&stack);
    end_run((cell_cause)atomic_load(&stopping_cause), &stack);
}

_Noreturn static void stop_here(const void *raw_context) {
    cell_run_state *run;
    cell_ending *ending = claim_ending(&run);
    if (ending) {
        fill_from_context(ending, raw_context);
        ending->cause = (cell_cause)atomic_load(&stopping_cause);
        post_ending(run);
    }
    park();
}

void stop_if_asked_at(const void *context) {
    if (cell_must_stop()) stop_here(context);
}

cell_cause cause_of_stop(cell_cause otherwise) {
    return cell_must_stop() ? (cell_cause)atomic_load(&stopping_cause) : otherwise;
}

bool stop_at_fault(const siginfo_t *info, void *context) {
    uintptr_t address = (uintptr_t)info->si_addr, pc = context_pc(context);
    // An instruction's last bytes may lie on the next page. Anything else is the author's own mistake.
    if (info->si_code != SEGV_ACCERR || address - pc > 15 || !text_contains(pc)) return false;
    if (cell_must_stop()) stop_here(context);
    // A task or a thread that the run has started would go on without end where it does. Not so the main thread,
    // which everyone needs: it is found out soon whether it comes back.
    cell_run_state *run = atomic_load(&stopping);
    if (run && pc >= atomic_load(&run->text_start) && pc < atomic_load(&run->text_end) && gettid() != getpid()) park();
    while (texts_are_revoked()) sleep_ms(1);
    return true;
}

static void on_poke(int number, siginfo_t *info, void *context) {
    (void)number, (void)info;
    if (cell_must_stop() && (atomic_load(&stop_anywhere) || text_contains(context_pc(context)))) stop_here(context);
}

void stops_install(void) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_sigaction = on_poke;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK;
    sigfillset(&action.sa_mask);
    sigaction(poke_signal(), &action, NULL);
}

void cell_hold_stops(bool hold) {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, poke_signal());
    pthread_sigmask(hold ? SIG_BLOCK : SIG_UNBLOCK, &set, NULL);
}

static long milliseconds(clockid_t clock) {
    struct timespec now;
    clock_gettime(clock, &now);
    return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

// Whether a thread waits for something.
static bool is_asleep(pid_t thread) {
    char path[64], text[256];
    snprintf(path, sizeof path, "/proc/self/task/%d/stat", thread);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) return false;
    ssize_t length = read(file, text, sizeof text - 1);
    close(file);
    text[length > 0 ? length : 0] = 0;
    const char *state = strrchr(text, ')');
    return state && state[1] == ' ' && (state[2] == 'S' || state[2] == 'D');
}

void stop_run(cell_run_state *run, cell_cause cause, const _Atomic bool *is_forced) {
    atomic_store(&stopping_cause, cause);
    atomic_store(&stop_anywhere, false);
    atomic_store(&stopping, run);
    // Memory goes quickly.
    long patience = cause == CELL_MEMORY_LIMIT ? PATIENCE_ASLEEP_MS : PATIENCE_AWAKE_MS;
    long start = milliseconds(CLOCK_MONOTONIC), work = milliseconds(CLOCK_PROCESS_CPUTIME_ID), poked = -POKE_EVERY_MS;
    for (long passed = 0; !run_has_ended(run) && passed < GIVE_UP_MS; passed = milliseconds(CLOCK_MONOTONIC) - start) {
        texts_revoke();
        pid_t thread = atomic_load(&run->thread);
        bool works = 2 * (milliseconds(CLOCK_PROCESS_CPUTIME_ID) - work) > passed;
        if (atomic_load(is_forced) || passed > patience || (passed > PATIENCE_ASLEEP_MS && !works && thread && is_asleep(thread))) {
            atomic_store(&stop_anywhere, true);
        }
        if (thread && passed - poked >= POKE_EVERY_MS) {
            syscall(SYS_tgkill, getpid(), thread, poke_signal());
            poked = passed;
        }
        sleep_ms(1);
    }
    // The threads of its `await`s stop at their next instruction too.
    for (int waited = 0; waited < HELPERS_MS && atomic_load(&run->busy_helpers) > 0; waited++) sleep_ms(1);
    texts_restore();
    atomic_store(&stopping, NULL);
}
