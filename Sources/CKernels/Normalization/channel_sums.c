#include "CKernelsNormalization.h"
#include "CKernelsThreads.h"
#include "Normalization/channels.h"
#include "Scratch/scratch.h"
#include "Threads/blocks.h"
#include "Vectors/choose.h"

#define KERNELS "Normalization/channel_sums_kernels.h"
#include "Vectors/each_instruction_set.h"

// Every unit leaves sums of its own: enough pixels that these stay small beside what it reads, and at most 256 units.
static long pixels_in_sum_unit(long pixels, long channels) {
    return most(most(64, rows_in_unit(channels)), blocks(pixels, 256));
}

// The units' means and squared differences, put together after Chan, Golub & LeVeque 1979.
void ck_channel_statistics(const float *x, long pixels, long channels, double *mean, double *variance) {
    channel_statistics s = {x, pixels, channels, pixels_in_sum_unit(pixels, channels), NULL};
    long units = blocks(pixels, s.pixels_in_unit);
    s.slots = (double *)ck_borrow_scratch((size_t)(units * 2 * channels) * 2);
    ck_parallel(units, CHOOSE(channel_statistics_unit), &s);
    for (long c = 0; c < channels; c++) mean[c] = variance[c] = 0;
    for (long unit = 0; unit < units; unit++) {
        const double *means = s.slots + unit * 2 * channels;
        double share = (double)least(s.pixels_in_unit, pixels - unit * s.pixels_in_unit) / (double)pixels;
        for (long c = 0; c < channels; c++) mean[c] += share * means[c];
    }
    for (long unit = 0; unit < units; unit++) {
        const double *means = s.slots + unit * 2 * channels, *squares = means + channels;
        double count = (double)least(s.pixels_in_unit, pixels - unit * s.pixels_in_unit);
        for (long c = 0; c < channels; c++)
            variance[c] += squares[c] + count * (means[c] - mean[c]) * (means[c] - mean[c]);
    }
    for (long c = 0; c < channels; c++) variance[c] /= (double)pixels;
    ck_return_scratch((float *)s.slots);
}

void ck_channel_gradient_sums(const ck_channel_gradient *gradient, long pixels, long channels) {
    channel_gradient_sums s = {gradient, pixels, channels, pixels_in_sum_unit(pixels, channels), NULL};
    long units = blocks(pixels, s.pixels_in_unit);
    s.slots = (double *)ck_borrow_scratch((size_t)(units * 3 * channels) * 2);
    ck_parallel(units, CHOOSE(channel_gradient_sums_unit), &s);
    for (long i = 0; i < 3 * channels; i++) gradient->sums[i] = 0;
    for (long unit = 0; unit < units; unit++)
        for (long i = 0; i < 3 * channels; i++) gradient->sums[i] += s.slots[unit * 3 * channels + i];
    ck_return_scratch((float *)s.slots);
}
