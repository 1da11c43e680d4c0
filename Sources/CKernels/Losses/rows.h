// What the losses share with their kernels.
#pragma once

#include "CKernelsLosses.h"

typedef struct {
    const float *x, *dy;
    long rows, classes, rows_in_unit;
    float *y;
} softmax_rows;

typedef struct {
    ck_cross_entropy loss;
    const float *x;
    long rows, classes, rows_in_unit;
    const long *labels;
    float *losses, *statistics, *dx;
    const float *gradients;
    double gradient;
    // Σ w[c].
    double weight_sum;
    // [units][2]
    double *slots;
} cross_entropy_rows;
