// What sums over arrays share with their kernels.
#pragma once

typedef struct {
    const float *x;
    long count;
    // One for each unit.
    double *slots;
} array_sum;
