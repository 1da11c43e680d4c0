#include "CKernelsPooling.h"
#include "CKernelsThreads.h"
#include "Pooling/max_pool.h"
#include "Scratch/scratch.h"
#include "Threads/blocks.h"
#include "Vectors/choose.h"

#define KERNELS "Pooling/max_pool_backward_kernels.h"
#include "Vectors/each_instruction_set.h"

static int lie_side_by_side(const ck_pooling *s) {
    return s->kernel_height == s->stride_height && s->kernel_width == s->stride_width && s->padding_height == 0
        && s->padding_width == 0 && s->dilation_height == 1 && s->dilation_width == 1 && s->output_height > 0
        && s->output_height * s->kernel_height <= s->height && s->output_width * s->kernel_width <= s->width;
}

// The last taps belong to the first windows, so that the sums are in PyTorch's order.
static holders find_holders(
    long size, long kernel, long stride, long padding, long dilation, long windows, holder *all, long *counts) {
    for (long pixel = 0; pixel < size; pixel++) {
        counts[pixel] = 0;
        for (long tap = kernel - 1; tap >= 0; tap--) {
            long window = window_of(pixel, tap, stride, padding, dilation, windows);
            if (window >= 0) all[pixel * kernel + counts[pixel]++] = (holder){window, tap};
        }
    }
    return (holders){all, counts};
}

void ck_max_pool_backward(
    const ck_pooling *s, const float *dy, const void *taps, const ck_pooling_combine *combine, float *dx) {
    max_pool_backward p = {s, dy, NULL, NULL, {NULL, NULL, NULL, NULL}, {NULL, NULL}, {NULL, NULL},
                           rows_in_unit(s->width * s->channels), dx};
    if (combine) p.combine = *combine;
    if (ck_max_pool_tap_size(s) == sizeof(uint8_t))
        p.bytes = taps;
    else
        p.words = taps;
    if (!combine && lie_side_by_side(s)) {
        p.rows_in_unit = output_rows_in_unit(s);
        ck_parallel(blocks(s->images * s->output_height, p.rows_in_unit), CHOOSE(max_pool_spread_unit), &p);
    } else {
        long row_count = s->height * s->kernel_height, column_count = s->width * s->kernel_width;
        size_t longs = (size_t)(2 * (row_count + column_count) + s->height + s->width);
        holder *all = (holder *)ck_borrow_scratch(longs * sizeof(long) / sizeof(float));
        long *counts = (long *)(all + row_count + column_count);
        p.rows = find_holders(
            s->height, s->kernel_height, s->stride_height, s->padding_height, s->dilation_height, s->output_height, all,
            counts);
        p.columns = find_holders(
            s->width, s->kernel_width, s->stride_width, s->padding_width, s->dilation_width, s->output_width,
            all + row_count, counts + s->height);
        ck_parallel(blocks(s->images * s->height, p.rows_in_unit), CHOOSE(max_pool_backward_unit), &p);
        ck_return_scratch((float *)all);
    }
}
