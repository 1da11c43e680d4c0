// Direct convolution: any kernel, stride, padding, dilation, groups and number of channels. The public functions choose it
// where nothing quicker serves; called by these names it can be tested and measured for every shape.
#pragma once

#include "CKernelsConvolution.h"

size_t ck_direct_packed_weights_count(const ck_convolution *convolution, ck_direction direction);
long ck_direct_packed_weights_kind(const ck_convolution *convolution, ck_direction direction);
void ck_direct_pack_weights(const ck_convolution *convolution, ck_direction direction, const float *w, float *packed);

void ck_direct_convolve(
    const ck_convolution *convolution, const float *x, const ck_input_transform *input, const float *packed,
    const ck_output_transform *output, float *y);

void ck_direct_convolve_backward_data(
    const ck_convolution *convolution, const float *dy, const float *packed, const ck_gradient_transform *gradient,
    float *dx);

void ck_direct_convolve_backward_weights(
    const ck_convolution *convolution, const float *x, const ck_input_transform *input, const float *dy, float *dw,
    int accumulate);
