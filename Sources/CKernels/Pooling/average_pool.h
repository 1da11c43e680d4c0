// What average pooling shares with its kernels. Along one axis a window is a span of pixels, and the windows that hold a
// pixel are a span of windows; a window's divisor is the product of one number for its rows and one for its columns. So
// plain and adaptive pooling are the same work.
#pragma once

#include "CKernelsPooling.h"

typedef struct {
    long first, end;
    // Of a window: how many pixels it counts.
    long counted;
} span;

typedef struct {
    const ck_pooling *shape;
    // The windows along each axis, [output_height] and [output_width].
    const span *rows, *columns;
    // The windows that hold each pixel, [height] and [width]; only for the gradient.
    const span *row_windows, *column_windows;
    // In place of what the windows count, if above 0.
    long divisor;
    long rows_in_unit;
    const float *from;
    float *to;
} average_pool;
