// `exit` and its relatives, called by a cell: they end the cell and not the session, whose variables others need.
// These definitions, in the executable, come before the C library's in the search order.

#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "exits.h"
#include "stack.h"
#include "threads.h"

// Zero until cells may run.
static pid_t kernel;

void exits_install(void) { kernel = getpid(); }

_Noreturn void cell_process_end(int code) {
    for (;;) syscall(SYS_exit_group, code);
}

// Comes back where it is not a cell that leaves: the kernel itself before its first cell, or a program that is
// being started, in a copy of this process.
static void end_cell(int code, const cell_stack *stack) {
    if (!kernel || getpid() != kernel) return;
    cell_run_state *run = this_thread ? this_thread->run : atomic_load(&current_run);
    if (run && !run_has_ended(run)) run->ending->exit_code = code;
    end_run(CELL_EXITED, stack);
}

__attribute__((visibility("default"))) _Noreturn void exit(int code) {
    cell_stack stack;
    stack_walk_from_here(&stack);
    end_cell(code, &stack);
    void (*real)(int) = (void (*)(int))dlsym(RTLD_NEXT, "exit");
    if (real) real(code);
    cell_process_end(code);
}

__attribute__((visibility("default"))) _Noreturn void _exit(int code) {
    cell_stack stack;
    stack_walk_from_here(&stack);
    end_cell(code, &stack);
    cell_process_end(code);
}

__attribute__((visibility("default"))) _Noreturn void _Exit(int code) {
    cell_stack stack;
    stack_walk_from_here(&stack);
    end_cell(code, &stack);
    cell_process_end(code);
}

__attribute__((visibility("default"))) _Noreturn void quick_exit(int code) {
    cell_stack stack;
    stack_walk_from_here(&stack);
    end_cell(code, &stack);
    cell_process_end(code);
}
