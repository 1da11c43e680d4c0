#define _GNU_SOURCE
#include "stack.h"
#include "signalstacks.h"

#include <dlfcn.h>

static void stack_push(cell_stack *stack, uintptr_t pc) {
    if (stack->inner_count < CELL_INNER_FRAMES) {
        stack->inner[stack->inner_count++] = pc;
        return;
    }
    if (stack->outer_count == CELL_OUTER_FRAMES) {
        for (int i = 1; i < CELL_OUTER_FRAMES; i++) stack->outer[i - 1] = stack->outer[i];
        stack->outer_count--;
        stack->omitted++;
    }
    stack->outer[stack->outer_count++] = pc;
}

bool stack_walk(cell_stack *stack, uintptr_t pc, uintptr_t frame_pointer, uintptr_t low, uintptr_t limit) {
    stack->inner_count = stack->outer_count = stack->omitted = 0;
    stack_push(stack, pc);
    // A frame is the caller's frame pointer, then the return address. Frames grow towards `limit`.
    while (frame_pointer % sizeof(uintptr_t) == 0 && frame_pointer >= low
           && frame_pointer <= limit - 2 * sizeof(uintptr_t)) {
        const uintptr_t *frame = (const uintptr_t *)frame_pointer;
        // Swift marks an asynchronous function's frame with a bit in the saved pointer.
        uintptr_t next = frame[0] & ~((uintptr_t)1 << 60), return_address = frame[1];
        if (return_address == 0) break;
        // The call is what matters, not the instruction after it, which may belong to the next line.
        stack_push(stack, return_address - 1);
        if (next <= frame_pointer) break;
        frame_pointer = next;
    }
    // The thread's first frames lie within a few kilobytes of its end.
    return frame_pointer >= limit - (16 << 10);
}

bool stack_walk_from_fault(
    cell_stack *stack, uintptr_t pc, uintptr_t frame_pointer, uintptr_t stack_pointer, uintptr_t low, uintptr_t limit) {
    enum { SEARCHED = 64 << 10 };
    if (stack_walk(stack, pc, frame_pointer, low, limit)) return true;
    uintptr_t start = (stack_pointer + 7) & ~(uintptr_t)7;
    if (start < low) start = low;
    uintptr_t end = limit - start > SEARCHED ? start + SEARCHED : limit - 2 * sizeof(uintptr_t);
    for (uintptr_t candidate = start; candidate < end; candidate += sizeof(uintptr_t)) {
        // A frame's first word points to the caller's frame, further up, and the walk tells if it is one.
        uintptr_t next = *(const uintptr_t *)candidate;
        if (next <= candidate || next >= limit) continue;
        if (stack_walk(stack, pc, candidate, low, limit)) return false;
    }
    stack_walk(stack, pc, frame_pointer, low, limit);
    return false;
}

__attribute__((noinline)) void stack_walk_from_here(cell_stack *stack) {
    // The frame of the function that called this one, and who called that.
    const uintptr_t *frame = (const uintptr_t *)*(const uintptr_t *)__builtin_frame_address(0);
    uintptr_t high = own_stack().high ? own_stack().high : (uintptr_t)frame;
    stack_walk(stack, frame[1] - 1, frame[0], (uintptr_t)frame, high);
}

bool follows_call(uintptr_t address) {
#if defined(__x86_64__)
    const uint8_t *code = (const uint8_t *)address;
    // call rel32; call through a register or memory, in its four lengths.
    return code[-5] == 0xE8 || code[-2] == 0xFF || code[-3] == 0xFF || code[-6] == 0xFF || code[-7] == 0xFF;
#else
    return (((const uint32_t *)address)[-1] & 0xFC000000) == 0x94000000 || (((const uint32_t *)address)[-1] & 0xFFFFFC1F) == 0xD63F0000;
#endif
}

const char *cell_library_of(uintptr_t address, uintptr_t *offset) {
    Dl_info info;
    if (!dladdr((void *)address, &info) || !info.dli_fname) return NULL;
    *offset = address - (uintptr_t)info.dli_fbase;
    return info.dli_fname;
}
