// Convolutions with 3 × 3 taps at stride 1 by Winograd's F(4 × 4, 3 × 3): a quarter of the multiplications.
//
//     correlation.c   y from x, dx from dy: input tiles → products → output tiles
//     gradient.c      dw: tiles of x and dy → products summed over tiles → back
//     plan.h          how it is cut, and where everything lies
//     kernels.h       the steps, for each instruction set
#pragma once

#include "CKernelsConvolution.h"

// Which convolutions: 3 × 3, stride 1, dilation 1, one group, padding 0 … 2, channels and filters multiples of 16.
int ck_winograd_serves(const ck_convolution *convolution);

// As the public functions of the same names; for convolutions that are served.
size_t ck_winograd_packed_count(const ck_convolution *convolution, ck_direction direction);
int ck_winograd_packs_transformed(const ck_convolution *convolution, ck_direction direction);
void ck_winograd_pack(const ck_convolution *convolution, ck_direction direction, const float *w, float *packed);
void ck_winograd_convolve(
    const ck_convolution *convolution, const float *x, const ck_input_transform *input, const float *packed,
    const ck_output_transform *output, float *y);
void ck_winograd_backward_data(
    const ck_convolution *convolution, const float *dy, const float *packed, const ck_gradient_transform *gradient,
    float *dx);
void ck_winograd_backward_weights(
    const ck_convolution *convolution, const float *x, const ck_input_transform *input, const float *dy, float *dw,
    int accumulate);
