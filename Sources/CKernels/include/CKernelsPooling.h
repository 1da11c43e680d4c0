// Pooling in two dimensions, in both directions:
//
//     x [images][height][width][channels]
//     y [images][output_height][output_width][channels]
//
// A window's first row is output row · stride − padding. The output's size is the caller's: rounded down or up
// (PyTorch's ceil_mode), windows may reach beyond the image at either end.
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "CKernelsConvolution.h"

typedef struct {
    long images, height, width, channels;
    long kernel_height, kernel_width;
    long stride_height, stride_width, padding_height, padding_width, dilation_height, dilation_width;
    long output_height, output_width;
} ck_pooling;

// Max pooling. Padding counts as −∞, the first of equal values wins, and NaN wins over everything (the last NaN), as in
// PyTorch.
//
// `input` (NULL: nothing) is done to a value as it is read: scale NULL stands for 1, shift NULL for 0, so that both
// BatchNorm and ReLU (ResNet's stem) and bias and ReLU can be left to pooling, and their results are never written.
//
// `taps`, NULL or one number for each value of y, receives which tap of the window (row · kernel_width + column) won;
// none where the window lies in padding altogether, and with input->relu where y is 0, for then no gradient gets
// through. Bytes (none: 255) for windows of up to 255 taps, else uint32_t (none: UINT32_MAX); ck_max_pool_tap_size says
// which. y may not be x.
size_t ck_max_pool_tap_size(const ck_pooling *pooling);
void ck_max_pool(const ck_pooling *pooling, const float *x, const ck_input_transform *input, float *y, void *taps);

// winners (laid out as y) receives the values of x that won, as they are in x, before the input's transform; 0 where none
// did. With the masked gradient (ck_channel_gradient_sums, activation: y) it gives the sums that BatchNorm before the
// pooling needs. Where |scale| is not tiny, (y − shift) / scale serves as well, without a pass over x.
void ck_max_pool_winners(const ck_pooling *pooling, const float *x, const void *taps, float *winners);

// What is done to the gradient d before it is written: dx = a[c] · d + b[c] · x + c[c] (see ck_channel_combine), all [channels].
typedef struct {
    const float *x, *a, *b, *c;
} ck_pooling_combine;

// dx from dy, whose values go to the taps that won. combine may be NULL. dx may be combine->x, else it may be no input.
void ck_max_pool_backward(
    const ck_pooling *pooling, const float *dy, const void *taps, const ck_pooling_combine *combine, float *dx);

// Average pooling. A window's sum is divided by how many of its pixels lie in the image, with count_padding also by those
// that lie in the padding (not by those beyond it); with divisor > 0 by the divisor. Dilations are not looked at.
void ck_average_pool(const ck_pooling *pooling, int count_padding, long divisor, const float *x, float *y);
void ck_average_pool_backward(const ck_pooling *pooling, int count_padding, long divisor, const float *dy, float *dx);

// Adaptive average pooling: window i covers rows ⌊i · height / output_height⌋ up to ⌈(i + 1) · height / output_height⌉.
// Only the sizes of `pooling` are looked at. An output of 1 × 1 is the global average.
void ck_adaptive_average_pool(const ck_pooling *pooling, const float *x, float *y);
void ck_adaptive_average_pool_backward(const ck_pooling *pooling, const float *dy, float *dx);
