// Softmax and its logarithm, row by row.

#include "Vectors/lanes.h"
// After the lanes, which they use.
#include "Vectors/exponential.h"
#include "Losses/row_parts.h"

static void NAME(softmax_unit)(void *context, long unit) {
    const softmax_rows s = *(const softmax_rows *)context;
    for (long row = unit * s.rows_in_unit; row < least((unit + 1) * s.rows_in_unit, s.rows); row++) {
        const float *x = s.x + row * s.classes;
        float *y = s.y + row * s.classes;
        float factor = 1 / NAME(row_exponentials)(x, s.classes, NAME(row_maximum)(x, s.classes), y);
        for (long c = 0; c < s.classes; c += LANES) {
            int count = (int)least(LANES, s.classes - c);
            l_store(y + c, l_load(y + c, count) * factor, count);
        }
    }
}

static void NAME(softmax_backward_unit)(void *context, long unit) {
    const softmax_rows s = *(const softmax_rows *)context;
    for (long row = unit * s.rows_in_unit; row < least((unit + 1) * s.rows_in_unit, s.rows); row++) {
        const float *y = s.x + row * s.classes, *dy = s.dy + row * s.classes;
        vec sums = {0};
        for (long c = 0; c < s.classes; c += LANES) {
            int count = (int)least(LANES, s.classes - c);
            sums += l_load(y + c, count) * l_load(dy + c, count);
        }
        float sum = v_sum(sums);
        for (long c = 0; c < s.classes; c += LANES) {
            int count = (int)least(LANES, s.classes - c);
            l_store(s.y + row * s.classes + c, l_load(y + c, count) * (l_load(dy + c, count) - sum), count);
        }
    }
}

static void NAME(log_softmax_unit)(void *context, long unit) {
    const softmax_rows s = *(const softmax_rows *)context;
    for (long row = unit * s.rows_in_unit; row < least((unit + 1) * s.rows_in_unit, s.rows); row++) {
        const float *x = s.x + row * s.classes;
        float maximum = NAME(row_maximum)(x, s.classes);
        float logarithm = logf(NAME(row_exponentials)(x, s.classes, maximum, NULL));
        for (long c = 0; c < s.classes; c += LANES) {
            int count = (int)least(LANES, s.classes - c);
            l_store(s.y + row * s.classes + c, l_load(x + c, count) - maximum - logarithm, count);
        }
    }
}

static void NAME(log_softmax_backward_unit)(void *context, long unit) {
    const softmax_rows s = *(const softmax_rows *)context;
    for (long row = unit * s.rows_in_unit; row < least((unit + 1) * s.rows_in_unit, s.rows); row++) {
        const float *y = s.x + row * s.classes, *dy = s.dy + row * s.classes;
        vec sums = {0};
        for (long c = 0; c < s.classes; c += LANES) sums += l_load(dy + c, (int)least(LANES, s.classes - c));
        float sum = v_sum(sums);
        for (long c = 0; c < s.classes; c += LANES) {
            int count = (int)least(LANES, s.classes - c);
            l_store(s.y + row * s.classes + c, l_load(dy + c, count) - v_exp(l_load(y + c, count)) * sum, count);
        }
    }
}
