#include "CKernelsPooling.h"
#include "CKernelsThreads.h"
#include "Threads/blocks.h"
#include "Pooling/max_pool.h"
#include "Vectors/choose.h"

#define KERNELS "Pooling/max_pool_kernels.h"
#include "Vectors/each_instruction_set.h"

size_t ck_max_pool_tap_size(const ck_pooling *s) {
    return s->kernel_height * s->kernel_width <= most_byte_taps ? sizeof(uint8_t) : sizeof(uint32_t);
}

void ck_max_pool(const ck_pooling *s, const float *x, const ck_input_transform *input, float *y, void *taps) {
    max_pool p = {s, x, {NULL, NULL, 0}, output_rows_in_unit(s), y, NULL, NULL};
    if (input) p.input = *input;
    if (ck_max_pool_tap_size(s) == sizeof(uint8_t))
        p.bytes = taps;
    else
        p.words = taps;
    ck_parallel(blocks(s->images * s->output_height, p.rows_in_unit), CHOOSE(max_pool_unit), &p);
}

void ck_max_pool_winners(const ck_pooling *s, const float *x, const void *taps, float *winners) {
    max_pool p = {s, x, {NULL, NULL, 0}, output_rows_in_unit(s), winners, NULL, NULL};
    if (ck_max_pool_tap_size(s) == sizeof(uint8_t))
        p.bytes = (uint8_t *)taps;
    else
        p.words = (uint32_t *)taps;
    ck_parallel(blocks(s->images * s->output_height, p.rows_in_unit), CHOOSE(max_pool_winners_unit), &p);
}
