// Winograd's convolution. The public functions choose it where it is quicker; called by these names it can be tested and
// measured for every shape that it serves.
#pragma once

#include "CKernelsConvolution.h"

// Which it can do: 3 × 3, stride 1, dilation 1, one group, padding 0 … 2, channels and filters multiples of 16.
int ck_winograd_serves(const ck_convolution *convolution);
// Whether it is expected to be quicker than direct convolution.
int ck_winograd_is_quicker(const ck_convolution *convolution);

size_t ck_winograd_packed_weights_count(const ck_convolution *convolution, ck_direction direction);
long ck_winograd_packed_weights_kind(const ck_convolution *convolution, ck_direction direction);
void ck_winograd_pack_weights(const ck_convolution *convolution, ck_direction direction, const float *w, float *packed);

void ck_winograd_convolve(
    const ck_convolution *convolution, const float *x, const ck_input_transform *input, const float *packed,
    const ck_output_transform *output, float *y);

void ck_winograd_convolve_backward_data(
    const ck_convolution *convolution, const float *dy, const float *packed, const ck_gradient_transform *gradient,
    float *dx);

void ck_winograd_convolve_backward_weights(
    const ck_convolution *convolution, const float *x, const ck_input_transform *input, const float *dy, float *dw,
    int accumulate);
