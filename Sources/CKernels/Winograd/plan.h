// How a convolution is cut into Winograd's tiles, and the places of everything in the transformed domain.
#pragma once

#include "CKernelsConvolution.h"

// A correlation with 3 × 3 taps at stride 1: y from x, or dx from dy with rotated weights.
typedef struct {
    long images;
    long input_height, input_width, input_channels;
    long output_height, output_width, output_channels;
    // Zeros above and on the left of the input.
    long padding_height, padding_width;

    // Tiles of 4 × 4 outputs. They are counted through columns, rows and images.
    long tiles_down, tiles_across, tiles;
    // They are worked on in chunks as equal as can be, of at most chunk_size.
    long chunk_size, chunks;

    // Blocks of 16 channels; the output's rounded up to whole panels of 32.
    long input_blocks, output_blocks, panels;

    // Transformed tiles: [36 products][blocks][chunk_size][16], the products point_stride apart: an odd number of cache
    // lines, for 36 places at a power of two from each other would fall into the same lines of the cache.
    long input_point, output_point;
    // Transformed weights: [36][panels][input_channels][32], likewise.
    long weight_point;
} ck_winograd_plan;

static inline long ck_first_tile(const ck_winograd_plan *plan, long chunk) { return plan->tiles * chunk / plan->chunks; }

// y = x ∗ w, or dx from dy.
ck_winograd_plan ck_winograd_plan_for(const ck_convolution *convolution, ck_direction direction);
// dw. Here the "output" is dy, which is transformed as the input is; blocks of both are rounded up.
ck_winograd_plan ck_winograd_plan_for_weights(const ck_convolution *convolution);

// Whether all threads work on one chunk at a time, each with other weights. From 256 × 256 on: reading all weights for
// every chunk would cost more than the arithmetic.
int ck_winograd_works_together(const ck_winograd_plan *plan);

// Whether weights are transformed in one direction only when they are packed, and in the other where they are used. From
// 512 × 256 on: transformed weights are four times as large, and what is fetched from memory costs more than arithmetic.
int ck_winograd_transforms_late(const ck_winograd_plan *plan);
