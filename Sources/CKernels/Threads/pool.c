// A pool of threads for work that takes microseconds. Units are handed out one by one, so that a thread that the system
// slows down gets fewer; a worker looks out for the next call for a while before it sleeps; and a caller never waits for
// a worker to wake up: whoever has joined by the time the units are all taken is waited for, nobody else.

#define _GNU_SOURCE

#include "CKernelsInstructionSets.h"
#include "CKernelsThreads.h"

#include <linux/futex.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { most_threads = 64, looks_before_sleep = 20000, worker_stack = 1 << 20 };

// The gate of a call: its number above, whether it is open, and how many workers have gone in.
enum { gate_joined = 0xff, gate_open = 0x100, gate_step = 0x200 };

static struct {
    // Taken by the caller whose work is being done.
    _Atomic int is_taken;
    _Atomic uint64_t gate;
    // Workers that have gone in and come out again.
    _Atomic int left;
    // The next unit that nobody has.
    _Atomic long next;
    _Atomic int helpers;
    // What sleeping workers wait for: it changes with every call.
    _Atomic uint32_t bell;
    _Atomic int sleepers;
    ck_unit unit;
    void *context;
    long count;
    // What the caller computes with; so do its helpers.
    ck_instruction_set set;
} pool;

static _Atomic int thread_count = 0;
static _Thread_local int own_thread_count = 0;
static int started_workers = 0;

static long futex(_Atomic uint32_t *word, int operation, uint32_t value) {
    return syscall(SYS_futex, word, operation | FUTEX_PRIVATE_FLAG, value, NULL, NULL, 0);
}

static inline void wait_briefly(void) {
#if defined(__x86_64__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    __asm__ volatile("yield");
#endif
}

static void do_units(void) {
    long unit;
    while ((unit = atomic_fetch_add_explicit(&pool.next, 1, memory_order_relaxed)) < pool.count)
        pool.unit(pool.context, unit);
}

// Goes into the call that is open, once; 0 where there is none, or it has been joined before.
static int join(uint64_t *last) {
    uint64_t gate = atomic_load_explicit(&pool.gate, memory_order_acquire);
    while ((gate & gate_open) && gate / gate_step != *last) {
        if ((int)(gate & gate_joined) >= atomic_load_explicit(&pool.helpers, memory_order_relaxed)) return 0;
        if (atomic_compare_exchange_weak_explicit(
                &pool.gate, &gate, gate + 1, memory_order_acq_rel, memory_order_acquire)) {
            *last = gate / gate_step;
            return 1;
        }
    }
    return 0;
}

static void *work(void *unused) {
    (void)unused;
    uint64_t last = 0;
    for (;;) {
        uint32_t bell = atomic_load(&pool.bell);
        int looks = 0, has_joined;
        while (!(has_joined = join(&last)) && ++looks < looks_before_sleep) wait_briefly();
        if (has_joined) {
            ck_force_instruction_set(pool.set);
            do_units();
            atomic_fetch_add_explicit(&pool.left, 1, memory_order_release);
            continue;
        }
        atomic_fetch_add(&pool.sleepers, 1);
        futex(&pool.bell, FUTEX_WAIT, bell);
        atomic_fetch_sub(&pool.sleepers, 1);
    }
    return NULL;
}

static int processors(void) {
    cpu_set_t set;
    int count = sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 1;
    return count < 1 ? 1 : count > most_threads ? most_threads : count;
}

int ck_thread_count(void) {
    if (own_thread_count) return own_thread_count;
    int count = atomic_load_explicit(&thread_count, memory_order_relaxed);
    if (count == 0) {
        const char *wanted = getenv("LANDUSE_THREADS");
        count = wanted ? atoi(wanted) : 0;
        if (count < 1 || count > most_threads) count = processors();
        atomic_store_explicit(&thread_count, count, memory_order_relaxed);
    }
    return count;
}

void ck_set_thread_count(int count) {
    own_thread_count = count < 0 ? 1 : count > most_threads ? most_threads : count;
}

// Called by whoever has taken the pool. Fewer workers than wanted will do. A worker takes no signal, for handlers of
// the process's look for its other threads.
static void start_workers(int wanted) {
    if (started_workers >= wanted) return;
    sigset_t all, before;
    sigfillset(&all);
    pthread_attr_t attributes;
    if (pthread_attr_init(&attributes)) return;
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    pthread_attr_setstacksize(&attributes, worker_stack);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    pthread_t thread;
    while (started_workers < wanted && pthread_create(&thread, &attributes, work, NULL) == 0) started_workers++;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    pthread_attr_destroy(&attributes);
}

void ck_parallel(long count, ck_unit unit, void *context) {
    int helpers = ck_thread_count() - 1;
    if (count <= 1 || helpers == 0 || atomic_exchange_explicit(&pool.is_taken, 1, memory_order_acquire)) {
        for (long index = 0; index < count; index++) unit(context, index);
        return;
    }
    start_workers(helpers);
    pool.unit = unit;
    pool.context = context;
    pool.count = count;
    pool.set = ck_current_instruction_set();
    atomic_store_explicit(&pool.helpers, helpers, memory_order_relaxed);
    atomic_store_explicit(&pool.next, 0, memory_order_relaxed);
    atomic_store_explicit(&pool.left, 0, memory_order_relaxed);
    uint64_t number = atomic_load_explicit(&pool.gate, memory_order_relaxed) / gate_step + 1;
    atomic_store_explicit(&pool.gate, number * gate_step + gate_open, memory_order_release);
    atomic_fetch_add(&pool.bell, 1);
    if (atomic_load(&pool.sleepers)) futex(&pool.bell, FUTEX_WAKE, (uint32_t)helpers);
    do_units();
    uint64_t gate = atomic_exchange_explicit(&pool.gate, number * gate_step, memory_order_acq_rel);
    int joined = (int)(gate & gate_joined), looks = 0;
    while (atomic_load_explicit(&pool.left, memory_order_acquire) < joined) {
        wait_briefly();
        // The worker may be waiting for this very processor.
        if (++looks == looks_before_sleep) {
            sched_yield();
            looks = 0;
        }
    }
    atomic_store_explicit(&pool.is_taken, 0, memory_order_release);
}

int ck_is_pool_free(void) { return !atomic_load(&pool.is_taken); }
