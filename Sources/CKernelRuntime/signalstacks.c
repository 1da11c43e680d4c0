#define _GNU_SOURCE
#include "signalstacks.h"

#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/mman.h>

enum { SIZE = 128 << 10 };

static __thread stack_extent extent __attribute__((tls_model("initial-exec")));

stack_extent own_stack(void) { return extent; }

static void find_extent(void) {
    pthread_attr_t attributes;
    void *low = NULL;
    size_t size = 0, guard = 0;
    if (pthread_getattr_np(pthread_self(), &attributes) != 0) return;
    pthread_attr_getstack(&attributes, &low, &size);
    pthread_attr_getguardsize(&attributes, &guard);
    pthread_attr_destroy(&attributes);
    extent = (stack_extent){(uintptr_t)low, (uintptr_t)low + size, guard};
}

static pthread_key_t at_end;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void give_back(void *memory) {
    stack_t none = {.ss_flags = SS_DISABLE};
    sigaltstack(&none, NULL);
    munmap(memory, SIZE);
}

static void make_key(void) { pthread_key_create(&at_end, give_back); }

void signal_stack_install(void) {
    find_extent();
    void *memory = mmap(NULL, SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) return;
    stack_t stack = {.ss_sp = memory, .ss_size = SIZE};
    sigaltstack(&stack, NULL);
    pthread_once(&once, make_key);
    pthread_setspecific(at_end, memory);
}

typedef struct {
    void *(*body)(void *);
    void *argument;
} start;

static void *run_start(void *raw) {
    start own = *(start *)raw;
    free(raw);
    signal_stack_install();
    return own.body(own.argument);
}

// This definition, in the executable, comes before the C library's in the search order: threads of Dispatch, of
// Foundation and of C++ are made by it too.
__attribute__((visibility("default"))) int pthread_create(
    pthread_t *thread, const pthread_attr_t *attributes, void *(*body)(void *), void *argument) {
    typedef int create(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *);
    static _Atomic(create *) real;
    create *make = atomic_load(&real);
    if (!make) {
        make = (create *)dlsym(RTLD_NEXT, "pthread_create");
        atomic_store(&real, make);
    }
    start *own = make ? malloc(sizeof *own) : NULL;
    if (!own) return EAGAIN;
    *own = (start){body, argument};
    int error = make(thread, attributes, run_start, own);
    if (error) free(own);
    return error;
}
