#include "CKernelsLosses.h"

#include <math.h>

#include "CKernelsThreads.h"
#include "Losses/rows.h"
#include "Threads/blocks.h"
#include "Vectors/choose.h"

#define KERNELS "Losses/softmax_kernels.h"
#include "Vectors/each_instruction_set.h"

static void each_row(const float *x, const float *dy, long rows, long classes, float *y, ck_unit unit) {
    softmax_rows s = {x, dy, rows, classes, rows_in_unit(classes), y};
    ck_parallel(blocks(rows, s.rows_in_unit), unit, &s);
}

void ck_softmax(const float *x, long rows, long classes, float *y) {
    each_row(x, NULL, rows, classes, y, CHOOSE(softmax_unit));
}

void ck_softmax_backward(const float *dy, const float *y, long rows, long classes, float *dx) {
    each_row(y, dy, rows, classes, dx, CHOOSE(softmax_backward_unit));
}

void ck_log_softmax(const float *x, long rows, long classes, float *y) {
    each_row(x, NULL, rows, classes, y, CHOOSE(log_softmax_unit));
}

void ck_log_softmax_backward(const float *dy, const float *y, long rows, long classes, float *dx) {
    each_row(y, dy, rows, classes, dx, CHOOSE(log_softmax_backward_unit));
}
