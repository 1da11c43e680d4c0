// The first layer of a ResNet, 7 × 7 with stride 2 over a few bands of an image, by Winograd's convolution. Direct
// convolution's functions choose it where it is quicker; called by these names it can be tested and measured.
#pragma once

#include "CKernelsConvolution.h"

// Whether the functions below can do it, and whether they are quicker than direct convolution.
int ck_stem_serves(const ck_convolution *convolution);
int ck_stem_is_quicker(const ck_convolution *convolution);

size_t ck_stem_packed_weights_count(const ck_convolution *convolution);
void ck_stem_pack_weights(const ck_convolution *convolution, const float *w, float *packed);

void ck_stem_convolve(
    const ck_convolution *convolution, const float *x, const ck_input_transform *input, const float *packed,
    const ck_output_transform *output, float *y);

void ck_stem_convolve_backward_weights(
    const ck_convolution *convolution, const float *x, const ck_input_transform *input, const float *dy, float *dw,
    int accumulate);
