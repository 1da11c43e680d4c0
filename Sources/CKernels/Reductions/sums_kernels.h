// Sums of one block, in doubles.

#include "Vectors/lanes.h"

static void NAME(sum_unit)(void *context, long unit) {
    const array_sum s = *(const array_sum *)context;
    long i = unit * elements_in_unit, end = least(i + elements_in_unit, s.count);
    vec_double sums = {0};
    for (; i + LANES <= end; i += LANES) sums += __builtin_convertvector(v_load(s.x + i), vec_double);
    if (i < end) sums += __builtin_convertvector(v_load_some(s.x + i, (int)(end - i)), vec_double);
    s.slots[unit] = l_total(sums);
}

static void NAME(sum_of_squares_unit)(void *context, long unit) {
    const array_sum s = *(const array_sum *)context;
    long i = unit * elements_in_unit, end = least(i + elements_in_unit, s.count);
    vec_double sums = {0};
    for (; i < end; i += LANES) {
        vec_double x =
            __builtin_convertvector(i + LANES <= end ? v_load(s.x + i) : v_load_some(s.x + i, (int)(end - i)), vec_double);
        sums += x * x;
    }
    s.slots[unit] = l_total(sums);
}
