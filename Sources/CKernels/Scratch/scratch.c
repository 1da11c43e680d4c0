#define _GNU_SOURCE

#include "Scratch/scratch.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

// Free blocks lie in shelves by size, powers of two. A slot is emptied and filled by one atomic exchange, so a thread that
// is stopped by force can lose a block, but nobody waits for it.
enum { smallest_power = 12, huge_power = 21, shelf_count = 36, slots_per_shelf = 16, header_size = 64 };

static _Atomic(char *) shelves[shelf_count][slots_per_shelf];

static int shelf_for(size_t bytes) {
    int shelf = 0;
    while (shelf < shelf_count - 1 && ((size_t)1 << (shelf + smallest_power)) < bytes) shelf++;
    return shelf;
}

float *ck_borrow_scratch(size_t count) {
    size_t bytes = count * sizeof(float) + header_size;
    int shelf = shelf_for(bytes);
    for (int slot = 0; slot < slots_per_shelf; slot++) {
        if (!atomic_load_explicit(&shelves[shelf][slot], memory_order_relaxed)) continue;
        char *block = atomic_exchange_explicit(&shelves[shelf][slot], NULL, memory_order_acquire);
        if (block) return (float *)(block + header_size);
    }
    // What is beyond `bytes` is never touched, so it takes addresses but no memory.
    const size_t size = (size_t)1 << (shelf + smallest_power);
    const int is_huge = shelf + smallest_power >= huge_power;
    char *block = aligned_alloc(is_huge ? (size_t)1 << huge_power : header_size, size);
    if (!block) {
        fprintf(stderr, "LandUseKit: no memory for %zu bytes of scratch in a kernel; use smaller batches\n", bytes);
        abort();
    }
    // Huge pages, where the system has them: the first use is quicker, later ones hardly.
    if (is_huge) madvise(block, size, MADV_HUGEPAGE);
    *(int *)block = shelf;
    return (float *)(block + header_size);
}

void ck_return_scratch(float *scratch) {
    if (!scratch) return;
    char *block = (char *)scratch - header_size;
    int shelf = *(int *)block;
    for (int slot = 0; slot < slots_per_shelf; slot++) {
        char *none = NULL;
        if (atomic_compare_exchange_strong_explicit(
                &shelves[shelf][slot], &none, block, memory_order_release, memory_order_relaxed))
            return;
    }
    free(block);
}
