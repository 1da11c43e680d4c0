#include "Pooling/average_pool.h"

#include "CKernelsThreads.h"
#include "Scratch/scratch.h"
#include "Threads/blocks.h"
#include "Vectors/choose.h"

#define KERNELS "Pooling/average_pool_kernels.h"
#include "Vectors/each_instruction_set.h"

static void find_spans(
    long size, long kernel, long stride, long padding, int count_padding, long windows, span *found) {
    for (long i = 0; i < windows; i++) {
        long first = i * stride - padding, end = least(first + kernel, size + padding);
        found[i] = (span){most(first, 0), least(end, size), 0};
        found[i].end = most(found[i].first, found[i].end);
        found[i].counted = count_padding ? end - first : found[i].end - found[i].first;
    }
}

static void find_adaptive_spans(long size, long windows, span *found) {
    for (long i = 0; i < windows; i++) {
        found[i].first = i * size / windows;
        found[i].end = blocks((i + 1) * size, windows);
        found[i].counted = found[i].end - found[i].first;
    }
}

// The windows that hold each pixel. Both ends of the windows only ever grow, so they follow one another.
static void find_holders(long size, const span *spans, long windows, span *found) {
    long first = 0, end = 0;
    for (long pixel = 0; pixel < size; pixel++) {
        while (first < windows && spans[first].end <= pixel) first++;
        while (end < windows && spans[end].first <= pixel) end++;
        found[pixel] = (span){first, most(first, end), 0};
    }
}

// `from` is x or, backward, dy.
static void run(
    const ck_pooling *s, int is_adaptive, int count_padding, long divisor, int is_backward, const float *from,
    float *to) {
    long spans = s->output_height + s->output_width + s->height + s->width;
    span *rows = (span *)ck_borrow_scratch((size_t)spans * sizeof(span) / sizeof(float));
    span *columns = rows + s->output_height, *row_windows = columns + s->output_width;
    span *column_windows = row_windows + s->height;
    if (is_adaptive) {
        find_adaptive_spans(s->height, s->output_height, rows);
        find_adaptive_spans(s->width, s->output_width, columns);
    } else {
        find_spans(s->height, s->kernel_height, s->stride_height, s->padding_height, count_padding, s->output_height, rows);
        find_spans(s->width, s->kernel_width, s->stride_width, s->padding_width, count_padding, s->output_width, columns);
    }
    average_pool p = {s, rows, columns, row_windows, column_windows, divisor, 1, from, to};
    if (is_backward) {
        find_holders(s->height, rows, s->output_height, row_windows);
        find_holders(s->width, columns, s->output_width, column_windows);
        p.rows_in_unit = rows_in_unit(s->width * s->channels);
        ck_parallel(blocks(s->images * s->height, p.rows_in_unit), CHOOSE(average_pool_backward_unit), &p);
    } else {
        long read = blocks(s->height, most(1, s->output_height)) * s->width * s->channels;
        p.rows_in_unit = rows_in_unit(read);
        ck_parallel(blocks(s->images * s->output_height, p.rows_in_unit), CHOOSE(average_pool_unit), &p);
    }
    ck_return_scratch((float *)rows);
}

void ck_average_pool(const ck_pooling *s, int count_padding, long divisor, const float *x, float *y) {
    run(s, 0, count_padding, divisor, 0, x, y);
}

void ck_average_pool_backward(const ck_pooling *s, int count_padding, long divisor, const float *dy, float *dx) {
    run(s, 0, count_padding, divisor, 1, dy, dx);
}

void ck_adaptive_average_pool(const ck_pooling *s, const float *x, float *y) { run(s, 1, 0, 0, 0, x, y); }

void ck_adaptive_average_pool_backward(const ck_pooling *s, const float *dy, float *dx) { run(s, 1, 0, 0, 1, dy, dx); }
