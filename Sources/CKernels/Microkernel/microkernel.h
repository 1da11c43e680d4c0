// The two inner loops under every convolution. Both sum products into tiles 32 columns wide, which stay in registers
// meanwhile; all else (packing, transforms, epilogues) is done around them.
//
// Tiles are written plainly. What follows a convolution (bias, residual, ReLU, sums) reads the tile again from the nearest
// cache: at a depth of 64 that costs 4 %, and keeps the loops free of it.
#pragma once

#include "CKernelsInstructionSets.h"

enum {
    ck_tile_rows = 14,
    ck_tile_columns = 32,
};

// C[i][j] = Σ_b Σ_k A_i[offsets[b] + k] · B[b][k][j]
//
// The offsets are where a block lies in every row: one for each tap of a kernel, or for each piece of the channels.
typedef struct {
    // 1 … 14, and where each begins. Addresses may be anything for which address + offset is right.
    int rows;
    const float *const *a;
    const long *offsets;
    long blocks, depth;
    // Packed: [blocks][depth][32].
    const float *b;
    // Column j of row i is at c[i · c_row + j], from the 16th on at c[i · c_row + c_half + j − 16].
    float *c;
    long c_row, c_half;
    // Whether to add to what C holds.
    int adds;
} ck_row_products;

// C[i][j] = Σ_s Σ_p A[a_offsets[s] + p · a_step + i] · B[b_offsets[s] + p · b_step + j]
//
// The gradient of weights: p goes through pixels, i through input channels, j through filters.
typedef struct {
    // Any number; multiples of 8 are quick.
    int rows;
    const float *a, *b;
    const long *a_offsets, *b_offsets;
    long segments, pixels, a_step, b_step;
    // The upper 16 columns of B lie b_half after the lower; C as above.
    long b_half;
    float *c;
    long c_row, c_half;
    int adds;
} ck_outer_products;

typedef struct {
    void (*row_products)(const ck_row_products *products);
    void (*outer_products)(const ck_outer_products *products);
} ck_microkernels;

const ck_microkernels *ck_microkernels_for(ck_instruction_set set);
