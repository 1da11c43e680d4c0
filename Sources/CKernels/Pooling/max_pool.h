// What max pooling shares with its kernels.
#pragma once

#include "CKernelsPooling.h"
#include "Threads/blocks.h"

// A tap's number where there is none: 255 as a byte.
enum { no_tap = -1, most_byte_taps = 255 };

typedef struct {
    const ck_pooling *shape;
    const float *x;
    ck_input_transform input;
    long rows_in_unit;
    float *y;
    uint8_t *bytes;
    uint32_t *words;
} max_pool;

// A window along one axis that holds a pixel, and which of its taps the pixel is.
typedef struct {
    long window, tap;
} holder;

// The windows that hold each pixel along one axis, in their order: [size][kernel], of which counts[pixel] are there.
typedef struct {
    const holder *all;
    const long *counts;
} holders;

typedef struct {
    const ck_pooling *shape;
    const float *dy;
    const uint8_t *bytes;
    const uint32_t *words;
    ck_pooling_combine combine;
    // The windows that hold each row and each column of x.
    holders rows, columns;
    long rows_in_unit;
    float *dx;
} max_pool_backward;

// The taps of a window that lie in the image: along one axis, from `first` up to `end`.
typedef struct {
    long first, end;
} tap_range;

static inline tap_range taps_inside(long start, long kernel, long dilation, long size) {
    // Nearly always; a division costs more than the window.
    if (start >= 0 && start + (kernel - 1) * dilation < size) return (tap_range){0, kernel};
    tap_range range;
    range.first = start >= 0 ? 0 : least(kernel, (-start + dilation - 1) / dilation);
    range.end = start >= size ? 0 : least(kernel, (size - start + dilation - 1) / dilation);
    range.end = most(range.first, range.end);
    return range;
}

// The window's index along one axis of which tap `tap` is the pixel; −1 where none is.
static inline long window_of(long pixel, long tap, long stride, long padding, long dilation, long windows) {
    long start = pixel + padding - tap * dilation;
    if (start < 0 || start % stride) return -1;
    return start / stride < windows ? start / stride : -1;
}

// A unit reads about as much as a unit of other passes: the output's rows that come from so many of the input's.
static inline long output_rows_in_unit(const ck_pooling *s) {
    return rows_in_unit(s->stride_height * s->width * s->channels);
}
