// What the operations share with their kernels.
#pragma once

#include <stdint.h>

typedef struct {
    const float *a, *b;
    const uint8_t *mask;
    float factor;
    long count;
    float *y;
} elementwise;
