// What LayerNorm shares with its kernels.
#pragma once

typedef struct {
    const float *x, *dy, *weight, *bias;
    long rows, size, rows_in_unit;
    double epsilon;
    float *y, *means, *scales;
    // [units][2][size]: sums of the gradients of weight and bias; NULL if they are not wanted.
    double *slots;
} layer_norm;
