#include "CKernelsNormalization.h"
#include "CKernelsThreads.h"
#include "Normalization/channels.h"
#include "Threads/blocks.h"
#include "Vectors/choose.h"

#define KERNELS "Normalization/channel_passes_kernels.h"
#include "Vectors/each_instruction_set.h"

void ck_channel_residual(
    const float *x, const float *scale, const float *shift, const float *residual, const float *residual_scale,
    const float *residual_shift, long pixels, long channels, int relu, float *y) {
    channel_affine a = {x, scale, shift, residual, residual_scale, residual_shift, pixels, channels,
                        rows_in_unit(channels), relu, y};
    ck_parallel(blocks(pixels, a.pixels_in_unit), CHOOSE(channel_affine_unit), &a);
}

void ck_channel_affine(
    const float *x, long pixels, long channels, const float *scale, const float *shift, int relu, float *y) {
    ck_channel_residual(x, scale, shift, NULL, NULL, NULL, pixels, channels, relu, y);
}

void ck_channel_combine(
    const float *g, const float *x, const float *a, const float *b, const float *c, const float *relu_scale,
    const float *relu_shift, long pixels, long channels, float *dx) {
    channel_combine q = {g, x, a, b, c, relu_scale, relu_shift, pixels, channels, rows_in_unit(channels), dx};
    ck_parallel(blocks(pixels, q.pixels_in_unit), CHOOSE(channel_combine_unit), &q);
}
