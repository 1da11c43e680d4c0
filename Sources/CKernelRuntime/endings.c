// The ways in which a cell ends before its end: a signal, an uncaught Swift error, a stop that the
// library asks for.

#define _GNU_SOURCE
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>

#include "exceptions.h"
#include "exits.h"
#include "keeper.h"
#include "signalstacks.h"
#include "stack.h"
#include "stops.h"
#include "texts.h"
#include "threads.h"
#include "throws.h"

enum {
    // Bytes of a stack that are looked through for what code without frame pointers left there.
    SEARCHED = 64 << 10,
    // So near to its end a stack has overflown.
    OVERFLOWN = 64 << 10,
};

static const int fatal_signals[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP, SIGABRT, SIGSYS};

static void registers(const ucontext_t *context, uintptr_t *pc, uintptr_t *frame, uintptr_t *sp) {
#if defined(__x86_64__)
    *pc = (uintptr_t)context->uc_mcontext.gregs[REG_RIP];
    *frame = (uintptr_t)context->uc_mcontext.gregs[REG_RBP];
    *sp = (uintptr_t)context->uc_mcontext.gregs[REG_RSP];
#elif defined(__aarch64__)
    *pc = (uintptr_t)context->uc_mcontext.pc;
    *frame = (uintptr_t)context->uc_mcontext.regs[29];
    *sp = (uintptr_t)context->uc_mcontext.sp;
#else
#error "this processor's registers are not known here"
#endif
}

// Where the call came from that the thread had begun through a stub of the linker's, in a cell's code; 0 if it
// was in no such stub. A stub makes no frame.
static uintptr_t caller_of_stub(const ucontext_t *context, uintptr_t pc, uintptr_t sp) {
    if (!text_contains(pc)) return 0;
#if defined(__x86_64__)
    (void)context;
    const uint8_t *code = (const uint8_t *)pc;
    if (code[0] != 0xFF || code[1] != 0x25) return 0; // jmp *offset(%rip)
    uintptr_t caller = *(const uintptr_t *)sp;
#else
    (void)sp;
    if ((*(const uint32_t *)pc & 0x9F00001F) != 0x90000010) return 0; // adrp x16, …
    uintptr_t caller = (uintptr_t)context->uc_mcontext.regs[30];
#endif
    return text_contains(caller) ? caller - 1 : 0;
}

uintptr_t context_pc(const void *context) {
    uintptr_t pc, frame, sp;
    registers(context, &pc, &frame, &sp);
    return pc;
}

void fill_from_context(cell_ending *ending, const void *context) {
    uintptr_t pc, frame, sp;
    registers(context, &pc, &frame, &sp);
    ending->is_on_cell_thread = this_thread != NULL;
    ending->is_parked = true;
    stack_extent own = own_stack();
    // Above what may be the guard, all is readable.
    uintptr_t low = own.low + own.guard, high = own.high;
    if (sp < own.low - own.guard || sp >= high) {
        // A stack that is not known: the innermost address is all that is safe to tell.
        stack_walk(&ending->stack, pc, 0, 1, 1 + 2 * sizeof(uintptr_t));
        return;
    }
    uintptr_t address = ending->fault_address;
    ending->is_stack_overflow = (ending->signal == SIGSEGV || ending->signal == SIGBUS)
        && address >= own.low - own.guard && address < low + OVERFLOWN && sp < low + OVERFLOWN;
    uintptr_t caller = caller_of_stub(context, pc, sp);
    if (caller) pc = caller;
    bool is_whole = stack_walk_from_fault(&ending->stack, pc, frame, sp, low, high);
    if (ending->is_stack_overflow || text_contains(pc)) return;
    uintptr_t end = is_whole && frame >= sp ? frame : high - sizeof end;
    uintptr_t at = (sp + sizeof at - 1) & ~(sizeof at - 1);
    for (; at >= low && at < end && at - sp < SEARCHED && ending->frameless_count < CELL_FRAMELESS; at += sizeof at) {
        uintptr_t word = *(const uintptr_t *)at;
        if (text_contains(word - 1) && text_contains(word - 8) && follows_call(word)) ending->frameless[ending->frameless_count++] = word - 1;
    }
}

static void (*describe_error)(void *error);
// To tell this process from a cell's children.
static pid_t kernel_process;

// Gives the memory of an overflown stack back, but for its outermost megabyte, which holds what others may look
// at. The handler runs on another stack, and nothing returns to this one.
static void release_stack(void) {
    enum { KEPT = 1 << 20 };
    stack_extent own = own_stack();
    uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE), low = (own.low + own.guard + page) & ~(page - 1);
    if (own.high - low > KEPT) madvise((void *)low, (own.high - KEPT - low) & ~(page - 1), MADV_DONTNEED);
}

// Only what is safe in a signal handler: writes into memory that is there, sem_post, pause.
static void on_signal(int number, siginfo_t *info, void *context) {
    // A child of a cell's `fork`, which has this handler and none of the threads that it counts on.
    if (getpid() != kernel_process) cell_process_end(128 + number);
    if (number == SIGSEGV && stop_at_fault(info, context)) return;
    stop_if_asked_at(context);
    cell_run_state *run;
    cell_ending *ending = claim_ending(&run);
    if (!ending) {
        // The thread's run has ended already, or it is one that a cell has left behind: it goes alone.
        if (!is_kernel_thread && syscall(SYS_gettid) != kernel_process) park();
        signal(number, SIG_DFL);               // The kernel itself is broken, or its main thread gone.
        raise(number);
        return;
    }
    ending->cause = CELL_SIGNAL;
    ending->signal = number;
    ending->signal_code = info->si_code;
    ending->fault_address = (uintptr_t)info->si_addr;
    fill_from_context(ending, context);
    if (ending->is_stack_overflow) release_stack();
    post_ending(run);
    park();
}

void end_run(cell_cause cause, const cell_stack *stack) {
    cell_run_state *run;
    cell_ending *ending = claim_ending(&run);
    sigjmp_buf *top_level = this_thread ? this_thread->top_level : NULL;
    if (ending) {
        ending->cause = cause_of_stop(cause);
        ending->is_on_cell_thread = this_thread != NULL;
        ending->is_parked = !top_level;
        ending->stack = *stack;
        post_ending(run);
    }
    if (top_level) siglongjmp(*top_level, 1);
    park();
}

void cell_stop(void) {
    cell_stack stack;
    stack_walk_from_here(&stack);
    end_run(CELL_STOPPED, &stack);
}

// The Swift runtime calls this when an error reaches the top level of a program. This definition, in the
// executable, comes before the runtime's in the search order.
__attribute__((visibility("default"))) _Noreturn void swift_errorInMain(void *error) {
    cell_stack stack;
    if (!find_throw(error, &stack) && !find_typed_throw(&stack)) stack_walk_from_here(&stack);
    describe_error(error);
    end_run(CELL_UNCAUGHT_ERROR, &stack);
}

// The Swift runtime calls this hook, which its testing library uses too, wherever an error is thrown.
extern _Atomic(void (*)(void *)) _swift_willThrow;

static void on_throw(void *error) {
    // Other threads' stacks are not known, and walking them not safe.
    if (!this_thread) return;
    cell_stack stack;
    stack_walk_from_here(&stack);
    note_throw(error, &stack);
}

// The same for errors of typed `throws`: the value, its type and its conformance to Error.
extern _Atomic(void (*)(void *, const void *, const void *)) _swift_willThrowTypedImpl;

static void on_typed_throw(void *value, const void *type, const void *conformance) {
    (void)value, (void)type, (void)conformance;
    if (!this_thread) return;
    cell_stack stack;
    stack_walk_from_here(&stack);
    note_typed_throw(&stack);
}

static void on_failed_write(int number) { (void)number; }

void cell_runtime_install(void (*describe)(void *)) {
    describe_error = describe;
    kernel_process = getpid();
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_sigaction = on_signal;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK;
    sigfillset(&action.sa_mask);
    for (size_t i = 0; i < sizeof fatal_signals / sizeof *fatal_signals; i++) {
        sigaction(fatal_signals[i], &action, NULL);
    }
    stops_install();
    exits_install();
    exceptions_install();
    keeper_start();
    // What a cell prints is seen line by line, as it happens.
    setvbuf(stdout, NULL, _IOLBF, BUFSIZ);
    cell_start_flushing();
    // A reader that went away is an error of write(2), not the end of the kernel.
    // (A handler, for programs that a cell starts would inherit that a signal is ignored.)
    signal(SIGPIPE, on_failed_write);
    // And a file that has grown as large as it may is an error for who writes, whoever started landuse and ignored what.
    signal(SIGXFSZ, on_failed_write);
    atomic_store(&_swift_willThrow, on_throw);
    atomic_store(&_swift_willThrowTypedImpl, on_typed_throw);
}
