// The Swift runtime runs a lazy initialiser under a lock of its own, which a thread that ends in there holds for
// ever: everyone who asked for the value afterwards would wait for ever too. So it is run again instead.

#define _GNU_SOURCE
#include "lazies.h"

#include <dlfcn.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

// The runtime's token of one value: zero before its initialiser has begun.
typedef _Atomic intptr_t token;

typedef struct attempt {
    token *token;
    void (*initialise)(void *);
    void *context;
    struct attempt *outer;
} attempt;

// What the thread is in the middle of, innermost first.
static __thread attempt *innermost __attribute__((tls_model("initial-exec")));

enum { MAXIMUM = 256 };
static _Atomic(token *) abandoned[MAXIMUM];
static _Atomic int abandoned_count;

void lazies_abandon(void) {
    for (attempt *one = innermost; one; one = one->outer) {
        for (int i = 0; i < MAXIMUM; i++) {
            token *none = NULL;
            if (!atomic_compare_exchange_strong(&abandoned[i], &none, one->token)) continue;
            atomic_fetch_add(&abandoned_count, 1);
            break;
        }
    }
    innermost = NULL;
}

// As if it had never begun.
static void reset_if_abandoned(token *token) {
    for (int i = 0; i < MAXIMUM; i++) {
        _Atomic intptr_t *expected = token;
        if (!atomic_compare_exchange_strong(&abandoned[i], &expected, NULL)) continue;
        atomic_store(token, 0);
        atomic_fetch_sub(&abandoned_count, 1);
    }
}

static void run_attempt(void *raw) {
    attempt *one = raw;
    one->outer = innermost;
    innermost = one;
    one->initialise(one->context);
    innermost = one->outer;
}

typedef void once(token *, void (*)(void *), void *);

// The Swift runtime's own; this definition, in the executable, comes before it in the search order.
__attribute__((visibility("default"))) void swift_once(token *token, void (*initialise)(void *), void *context) {
    static _Atomic(once *) real;
    once *run_once = atomic_load_explicit(&real, memory_order_relaxed);
    if (!run_once) {
        run_once = (once *)dlsym(RTLD_NEXT, "swift_once");
        atomic_store(&real, run_once);
    }
    if (__builtin_expect(atomic_load_explicit(&abandoned_count, memory_order_acquire) != 0, 0)) reset_if_abandoned(token);
    attempt one = {.token = token, .initialise = initialise, .context = context};
    run_once(token, run_attempt, &one);
}
