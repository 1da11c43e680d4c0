// The convolutions once more, as plain loops in double precision: the oracle of the tests, and what to read to know what
// the fast ones mean. Weights are given as they are, not packed.
#pragma once

#include "CKernelsConvolution.h"

void ck_reference_convolve(
    const ck_convolution *convolution, const float *x, const ck_input_transform *input, const float *w,
    const ck_output_transform *output, float *y);

void ck_reference_convolve_backward_data(
    const ck_convolution *convolution, const float *dy, const float *w, const ck_gradient_transform *gradient, float *dx);

void ck_reference_convolve_backward_weights(
    const ck_convolution *convolution, const float *x, const ck_input_transform *input, const float *dy, float *dw,
    int accumulate);
