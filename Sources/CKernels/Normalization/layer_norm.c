#include "Normalization/layer_norm.h"

#include <math.h>

#include "CKernelsNormalization.h"
#include "CKernelsThreads.h"
#include "Scratch/scratch.h"
#include "Threads/blocks.h"
#include "Vectors/choose.h"

#define KERNELS "Normalization/layer_norm_kernels.h"
#include "Vectors/each_instruction_set.h"

void ck_layer_norm(
    const float *x, long rows, long size, const float *weight, const float *bias, double epsilon, float *y,
    float *means, float *scales) {
    layer_norm n = {
        .x = x,
        .weight = weight,
        .bias = bias,
        .rows = rows,
        .size = size,
        .rows_in_unit = rows_in_unit(size),
        .epsilon = epsilon,
        .y = y,
        .means = means,
        .scales = scales,
    };
    ck_parallel(blocks(rows, n.rows_in_unit), CHOOSE(layer_norm_unit), &n);
}

void ck_layer_norm_backward(
    const float *dy, const float *x, const float *means, const float *scales, const float *weight, long rows, long size,
    float *dx, double *dweight, double *dbias) {
    layer_norm n = {
        .x = x,
        .dy = dy,
        .weight = weight,
        .rows = rows,
        .size = size,
        // A unit's sums, two doubles for each value of a row, should be few beside its rows.
        .rows_in_unit = most(rows_in_unit(size), most(32, blocks(rows, 256))),
        .y = dx,
        .means = (float *)means,
        .scales = (float *)scales,
    };
    long units = blocks(rows, n.rows_in_unit);
    if (dweight || dbias) n.slots = (double *)ck_borrow_scratch((size_t)(units * 2 * size) * 2);
    ck_parallel(units, CHOOSE(layer_norm_backward_unit), &n);
    for (long i = 0; i < size; i++) {
        double of_weight = 0, of_bias = 0;
        for (long unit = 0; n.slots && unit < units; unit++) {
            of_weight += n.slots[unit * 2 * size + i];
            of_bias += n.slots[(unit * 2 + 1) * size + i];
        }
        if (dweight) dweight[i] = of_weight;
        if (dbias) dbias[i] = of_bias;
    }
    ck_return_scratch((float *)n.slots);
}
