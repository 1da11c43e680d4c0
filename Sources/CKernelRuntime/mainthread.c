#define _GNU_SOURCE
// What only the main thread can do: serve the main queue, on which @MainActor code runs, and load Foundation.

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <semaphore.h>
#include <stdatomic.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#include "CKernelRuntime.h"
#include "signalstacks.h"

// What Dispatch has for Core Foundation's run loop. `dispatchMain` will not do: once Foundation is loaded, which
// takes the main queue for its own run loop, nobody serves it any more.
extern int _dispatch_get_main_queue_port_4CF(void);
extern void _dispatch_main_queue_callback_4CF(void *unused);

static int requests[2] = {-1, -1};
static _Atomic(const char *) library;
static _Atomic(void *) handle;
static sem_t loaded;

void kernel_prepare_main_thread(void) {
    signal_stack_install();
    sem_init(&loaded, 0, 0);
    if (pipe(requests) != 0) return;
    // High numbers, which a cell that closes what it has not opened seldom meets.
    for (int i = 0; i < 2; i++) {
        int low = requests[i];
        requests[i] = fcntl(low, F_DUPFD_CLOEXEC, 64);
        close(low);
        fcntl(requests[i], F_SETFL, O_NONBLOCK);
    }
}

void kernel_serve_main_thread(void) {
    struct pollfd events[] = {{.fd = _dispatch_get_main_queue_port_4CF(), .events = POLLIN}, {.fd = requests[0], .events = POLLIN}};
    for (;;) {
        if (poll(events, 2, -1) < 0 && errno != EINTR) cell_process_end(CELL_EXIT_UNSOUND);
        // Closed by a cell: not looked at any more.
        for (int i = 0; i < 2; i++) {
            if (events[i].revents & POLLNVAL) events[i].fd = -1;
        }
        uint64_t count;
        if (events[0].revents & POLLIN && read(events[0].fd, &count, sizeof count) > 0) _dispatch_main_queue_callback_4CF(NULL);
        char byte;
        if (events[1].revents & POLLIN && read(events[1].fd, &byte, 1) > 0) {
            const char *path = atomic_exchange(&library, NULL);
            if (!path) continue;
            atomic_store(&handle, dlopen(path, RTLD_NOW | RTLD_GLOBAL));
            sem_post(&loaded);
        }
    }
}

// Foundation binds the main queue to the thread that loads it. NULL if the library cannot be loaded, or the main
// thread is busy.
static void *load_on_main_thread(const char *path) {
    enum { PATIENCE_MS = 500 };
    atomic_store(&handle, NULL);
    atomic_store(&library, path);
    if (write(requests[1], "", 1) != 1) return NULL;
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_nsec += PATIENCE_MS * 1000000L;
    if (until.tv_nsec >= 1000000000L) until.tv_sec++, until.tv_nsec -= 1000000000L;
    int failure;
    do failure = sem_clockwait(&loaded, CLOCK_MONOTONIC, &until); while (failure != 0 && errno == EINTR);
    // It may be busy for ever: then the library is loaded without it.
    if (failure != 0 && atomic_exchange(&library, NULL)) return NULL;
    while (failure != 0) failure = sem_wait(&loaded);
    return atomic_load(&handle);
}

// Whether a library will load Foundation, if that is not there already.
static bool brings_foundation(const char *path) {
    if (dlsym(RTLD_DEFAULT, "CFRunLoopGetMain")) return false;
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) return false;
    off_t size = lseek(file, 0, SEEK_END);
    void *bytes = size > 0 ? mmap(NULL, (size_t)size, PROT_READ, MAP_PRIVATE, file, 0) : MAP_FAILED;
    close(file);
    if (bytes == MAP_FAILED) return false;
    // The name of a library that is needed stands in the file as it is.
    static const char name[] = "libFoundation";
    bool found = memmem(bytes, (size_t)size, name, sizeof name - 1) != NULL;
    munmap(bytes, (size_t)size);
    return found;
}

void *cell_load(const char *path) {
    void *library = brings_foundation(path) ? load_on_main_thread(path) : NULL;
    return library ? library : dlopen(path, RTLD_NOW | RTLD_GLOBAL);
}
