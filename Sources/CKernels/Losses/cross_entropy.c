#include "CKernelsLosses.h"

#include <math.h>

#include "CKernelsThreads.h"
#include "Losses/rows.h"
#include "Scratch/scratch.h"
#include "Threads/blocks.h"
#include "Vectors/choose.h"

#define KERNELS "Losses/cross_entropy_kernels.h"
#include "Vectors/each_instruction_set.h"

long ck_cross_entropy_forward(
    const ck_cross_entropy *loss, const float *x, long rows, long classes, const long *labels, float *losses,
    float *statistics, double *totals) {
    for (long row = 0; row < rows; row++)
        if (labels[row] != loss->ignored && (labels[row] < 0 || labels[row] >= classes)) return row;
    cross_entropy_rows s = {
        .loss = *loss,
        .x = x,
        .rows = rows,
        .classes = classes,
        .rows_in_unit = rows_in_unit(classes),
        .labels = labels,
        .losses = losses,
        .statistics = statistics,
    };
    long units = blocks(rows, s.rows_in_unit);
    s.slots = (double *)ck_borrow_scratch((size_t)units * 2 * 2);
    ck_parallel(units, CHOOSE(cross_entropy_unit), &s);
    totals[0] = totals[1] = 0;
    for (long i = 0; i < 2 * units; i++) totals[i % 2] += s.slots[i];
    ck_return_scratch((float *)s.slots);
    return -1;
}

void ck_cross_entropy_backward(
    const ck_cross_entropy *loss, const float *x, long rows, long classes, const long *labels, const float *statistics,
    double gradient, const float *gradients, float *dx) {
    cross_entropy_rows s = {
        .loss = *loss,
        .x = x,
        .rows = rows,
        .classes = classes,
        .rows_in_unit = rows_in_unit(classes),
        .labels = labels,
        .statistics = (float *)statistics,
        .dx = dx,
        .gradients = gradients,
        .gradient = gradient,
    };
    for (long c = 0; c < classes; c++) s.weight_sum += loss->weights ? (double)loss->weights[c] : 1;
    ck_parallel(blocks(rows, s.rows_in_unit), CHOOSE(cross_entropy_backward_unit), &s);
}
