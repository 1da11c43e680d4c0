// Convolution of every channel by itself: groups = channels = filters. There is no matrix in it: a vector holds 16 channels
// of a pixel, and the work is as much memory's as the processor's.
#pragma once

#include "CKernelsConvolution.h"

int ck_depthwise_serves(const ck_convolution *convolution);

// Weights as [taps][channels], for both directions.
void ck_depthwise_pack_weights(const ck_convolution *convolution, const float *w, float *packed);

void ck_depthwise_convolve(
    const ck_convolution *convolution, const float *x, const ck_input_transform *input, const float *packed,
    const ck_output_transform *output, float *y);

void ck_depthwise_convolve_backward_data(
    const ck_convolution *convolution, const float *dy, const float *packed, const ck_gradient_transform *gradient,
    float *dx);

void ck_depthwise_convolve_backward_weights(
    const ck_convolution *convolution, const float *x, const ck_input_transform *input, const float *dy, float *dw,
    int accumulate);
