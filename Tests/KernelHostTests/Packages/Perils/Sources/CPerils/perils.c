#undef NDEBUG
#include "perils.h"

#include <assert.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

int c_divide(int a, int b) { return a / b; }

int c_read(const int *pointer) { return *pointer; }

void c_write(int *pointer, long index) { pointer[index] = 1; }

long c_recurse(long n) {
    volatile long kept = n;
    return n == -1 ? 0 : c_recurse(n + 1) + kept;
}

void c_abort(void) { abort(); }

void c_assert(int level) { assert(level > 0); }

void c_free(void *memory) { free(memory); }

// Writes past the ends of blocks of memory, over what the heap notes about the next ones.
void c_overrun(void) {
    enum { BLOCKS = 64, SIZE = 24 };
    volatile char *blocks[BLOCKS];
    for (int i = 0; i < BLOCKS; i++) blocks[i] = malloc(SIZE);
    for (int i = 0; i < BLOCKS - 1; i++) {
        if (blocks[i + 1] - blocks[i] != SIZE + 8) continue;
        for (int j = 0; j < SIZE + 8; j++) blocks[i][j] = 0x41;
    }
    for (int i = 0; i < BLOCKS; i++) free((void *)blocks[i]);
}

__attribute__((noinline)) void c_smash_stack(int length) {
    volatile char buffer[16];
    for (volatile int i = 0; i < length; i++) buffer[i] = 0x41;
}

long c_spin(long start) {
    volatile long n = start;
    while (n != 0) n = n + 2;
    return n;
}

void c_call(void (*function)(int), int argument) { function(argument); }

void c_exit(int code) { exit(code); }

void c_raise(int signal) { raise(signal); }
