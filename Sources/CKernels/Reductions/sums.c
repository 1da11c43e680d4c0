#include "CKernelsReductions.h"

#include "CKernelsThreads.h"
#include "Reductions/sums.h"
#include "Scratch/scratch.h"
#include "Threads/blocks.h"
#include "Vectors/choose.h"

#define KERNELS "Reductions/sums_kernels.h"
#include "Vectors/each_instruction_set.h"

static double total(const float *x, long count, ck_unit unit) {
    long units = blocks(count, elements_in_unit);
    double sum = 0, *slots = (double *)ck_borrow_scratch((size_t)units * 2);
    array_sum s = {x, count, slots};
    ck_parallel(units, unit, &s);
    for (long i = 0; i < units; i++) sum += slots[i];
    ck_return_scratch((float *)slots);
    return sum;
}

double ck_sum(const float *x, long count) { return total(x, count, CHOOSE(sum_unit)); }

double ck_sum_of_squares(const float *x, long count) { return total(x, count, CHOOSE(sum_of_squares_unit)); }
