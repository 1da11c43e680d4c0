// The parts of direct convolution that are compiled for each instruction set.
#pragma once

#include "CKernelsConvolution.h"

// Pixels of a patch. `block_floats` lie between one block of 16 channels and the next.
typedef struct {
    long channels, pitch, source_step, block_floats;
    const float *scale, *shift;
    int relu;
} ck_pixel_packing;

// A tile of results as the microkernel left it, [rows][32], and where it goes: row i's first channel, in y or dx and all
// that is laid out like it. Channels first_channel … first_channel + columns − 1, of channel_count.
typedef struct {
    const float *tile;
    int rows, columns;
    const long *places;
    long first_channel, channel_count;
    // [2 or 3][channel_count], added to; NULL where no sums are wanted.
    float *sums;
} ck_finished_tile;

// A tile of weights: `rows` by `columns` of at most 16, the others zero. `from_row` lies between rows in w, 32 in the result.
typedef struct {
    int rows, columns;
    long from_row;
    const float *from;
    float *to;
} ck_weight_tile;

// The reverse, for gradients: to[j][i] = Σ_slot from[slot][i][j], added to what is there with `adds`. `to_row` lies between
// rows in dw, 32 between those of a slot.
typedef struct {
    int rows, columns;
    long slots, slot_floats, to_row;
    const float *from;
    float *to;
    int adds;
} ck_weight_gradient_tile;

typedef struct {
    void (*pack_pixels)(const ck_pixel_packing *packing, long pixels, const float *from, float *to);
    void (*finish_output)(const ck_finished_tile *tile, const ck_output_transform *output, float *y);
    void (*finish_gradient)(const ck_finished_tile *tile, const ck_gradient_transform *gradient, float *dx);
    // to[i][j] = from[j][i], and to[i][j] = from[i][j].
    void (*transpose_weights)(const ck_weight_tile *tile);
    void (*copy_weights)(const ck_weight_tile *tile);
    void (*unpack_gradient)(const ck_weight_gradient_tile *tile);
} ck_direct_kernels;

const ck_direct_kernels *ck_current_direct_kernels(void);
