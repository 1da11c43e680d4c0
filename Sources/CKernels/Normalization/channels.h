// What the passes over channels share with their kernels.
#pragma once

// Floats that are added up in single precision before the sum goes to a double: few enough that nothing is lost, many
// enough that the doubles cost nothing.
enum { pixels_in_run = 128 };

typedef struct {
    const float *x;
    long pixels, channels, pixels_in_unit;
    // [units][2][channels]: means, and sums of squared differences from them.
    double *slots;
} channel_statistics;

typedef struct {
    const ck_channel_gradient *gradient;
    long pixels, channels, pixels_in_unit;
    // [units][3][channels]
    double *slots;
} channel_gradient_sums;

typedef struct {
    const float *x, *scale, *shift, *residual, *residual_scale, *residual_shift;
    long pixels, channels, pixels_in_unit;
    int relu;
    float *y;
} channel_affine;

typedef struct {
    const float *g, *x, *a, *b, *c, *relu_scale, *relu_shift;
    long pixels, channels, pixels_in_unit;
    float *dx;
} channel_combine;
