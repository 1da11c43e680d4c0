// The parts of depthwise convolution that are compiled for each instruction set.
#pragma once

#include "CKernelsConvolution.h"

// One pixel's sum over the taps that lie within the source: to[j] = Σ_t source[sources[t] + j] · weights[taps[t] + j], for
// `columns` channels from `channel` on, at most 32; the rest of the 32 zero.
typedef struct {
    const float *source, *weights;
    const long *sources, *taps;
    long tap_count, channel;
    int columns;
    const ck_input_transform *input;
    float *to;
} ck_tap_sum;

// to[j] += Σ_p x[p · x_step + j] · dy[p · dy_step + j], for all channels.
typedef struct {
    const float *x, *dy;
    long pixels, x_step, dy_step, channels;
    const ck_input_transform *input;
    float *to;
} ck_pixel_sum;

typedef struct {
    void (*sum_taps)(const ck_tap_sum *sum);
    void (*sum_pixels)(const ck_pixel_sum *sum);
} ck_depthwise_kernels;

const ck_depthwise_kernels *ck_current_depthwise_kernels(void);
