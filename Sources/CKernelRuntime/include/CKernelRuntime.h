// The part of the kernel that must not be Swift: what runs inside signal handlers, what jumps out of a
// cell, and what takes the place of the Swift runtime's own endings.

#ifndef CKERNELRUNTIME_H
#define CKERNELRUNTIME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { CELL_INNER_FRAMES = 48, CELL_OUTER_FRAMES = 16, CELL_FRAMELESS = 8 };

// A stack, innermost frame first: its beginning and its end, and how many lie between.
typedef struct {
    uintptr_t inner[CELL_INNER_FRAMES];
    uintptr_t outer[CELL_OUTER_FRAMES]; // innermost of the outer ones first
    uint32_t inner_count, outer_count, omitted;
} cell_stack;

typedef enum {
    CELL_COMPLETED = 0,
    CELL_UNCAUGHT_ERROR = 2,
    CELL_SIGNAL = 3,
    CELL_STOPPED = 4,
    CELL_INTERRUPTED = 5,
    CELL_MEMORY_LIMIT = 6,
    CELL_EXITED = 7,
} cell_cause;

// The code with which the process ends when it cannot be used any more: KernelWire.KernelExit.unsound.
enum { CELL_EXIT_UNSOUND = 86 };

// How a cell's thread ended.
typedef struct {
    cell_cause cause;
    // What kind of it: `si_code`.
    int32_t signal, signal_code;
    // What `exit` was given.
    int32_t exit_code;
    uintptr_t fault_address;
    bool is_stack_overflow;
    // Whether the thread belongs to the cell: its own, or the one of its top-level `await`.
    bool is_on_cell_thread;
    // Whether the thread stays where it was, with all that it held.
    bool is_parked;
    cell_stack stack;
    // Addresses in cells' code, each after a call, that stand on the stack below the innermost known frame: where
    // code without frame pointers (the C library's) was called from. Some may be left from earlier calls.
    uintptr_t frameless[CELL_FRAMELESS];
    uint32_t frameless_count;
} cell_ending;

// Installs the signal handlers and the hooks into the Swift runtime. Once, before any cell.
// `describe_error` is called on the thread that threw an uncaught error, with the error's box: it may run
// the author's code, and what goes wrong in there ends the cell like anything else.
void cell_runtime_install(void (*describe_error)(void *error));

// Ends this process as soon as the other end of `socket` is closed: nobody is left who could want anything of
// it. A thread of its own watches, for the others may be held up in a cell. Returns 0 or an error number.
int cell_end_with_host(int socket);

// Runs `body` on a new thread with `stack_size` bytes of stack, and returns when it has ended or was
// parked. A parked thread stays, and with it what it held: the caller finds out what still works, and then calls
// `cell_settled`. `number` counts the runs from 1.
// Returns 0, or the error number with which no thread could be made.
int cell_run(uint32_t number, void (*body)(void *), void *context, size_t stack_size, cell_ending *ending);

// Ends the wait for a look at what a run left behind, which does not last for ever: see `cell_run`.
void cell_settled(void);

// Ends this process at once.
_Noreturn void cell_process_end(int code);

// The number of the last run that has ended.
uint32_t cell_last_run(void);

// Makes the code of a loaded library known as a cell's own.
void cell_add_text(void *library);

// Stops a run, begun or to begin, where its thread holds nothing; or, `by_force`, wherever it is.
void cell_interrupt(uint32_t run, bool by_force);

// Keeps the calling thread from being stopped by force while it holds what the kernel itself needs.
void cell_hold_stops(bool hold);

// Whether the calling thread belongs to a run that is to stop.
bool cell_must_stop(void);

// Ends the run if it is to stop. Called by libraries where their thread holds nothing.
void cell_stop_if_asked(void);

// Waits for a semaphore on a cell's thread, and ends the run if it is to stop.
void cell_wait(void *semaphore);

// The semaphores for it: counting from 0, and never freed.
void *cell_semaphore_make(void);
void cell_semaphore_post(void *semaphore);

// A thread of a cell's `await` asks whether it may run the run's code, and tells when it has.
bool cell_helper_begin(void);
void cell_helper_end(void);

// Runs are stopped that make the process take more than so many bytes; 0 for no limit.
void cell_limit_memory(uint64_t bytes);

// Bytes of memory that the process takes.
uint64_t cell_memory(void);

// Makes ready for the two functions below. Before any thread is started.
void kernel_prepare_main_thread(void);

// Runs what is put on the main queue, and loads what it is asked to, on the main thread and for ever.
_Noreturn void kernel_serve_main_thread(void);

// Loads a cell's library: later ones find its symbols. NULL if that fails; dlerror() says why.
void *cell_load(const char *path);

// Starts a detached thread that has nothing to do with cells. Returns 0 or an error number.
int cell_start_plain_thread(void (*body)(void *), void *context);

// Calls `body` on a new thread and waits for it, but no longer than so many milliseconds. Whether it came back.
bool cell_try(void (*body)(void *), void *context, int milliseconds);

// Starts a detached thread that belongs to the running cell: it has a signal stack of its own, so that an
// overflow of its stack ends the cell and not the process. Returns 0 or an error number.
int cell_thread_start(void (*body)(void *), void *context, size_t stack_size);

// Ends the running cell from inside, with a reason that the caller keeps. Does not return.
_Noreturn void cell_stop(void);

// The path of the library that an address of code belongs to, and the offset in it; NULL for an address
// outside all libraries.
const char *cell_library_of(uintptr_t address, uintptr_t *offset);

// Writes what standard output's FILE still buffers.
void cell_flush_stdout(void);

// Starts writing, every tenth of a second, what standard output's FILE still buffers.
void cell_start_flushing(void);

// Gives standard output a new FILE, for the old one's lock may be held by a parked thread; what the old
// one still buffered is written if the lock is free.
void cell_renew_stdout(void);

// The number of the last step of the running cell that was finished.
void cell_set_step(uint32_t step);
uint32_t cell_step(void);

// Gives another name to the type or protocol whose descriptor is at `descriptor`.
bool cell_rename_type(void *descriptor, const char *name);

// Makes a table of witnesses do what another one for the same type and protocol does.
void cell_replace_witnesses(void *table, const void *with);

// Lets the runtime make all names of types anew. `known` is a name that it has made, `runtime` one of its functions.
// Gives false if the runtime is none that we know. To be called while nothing else asks for names.
bool cell_forget_type_names(const char *known, const void *runtime);

#endif
