// Winograd's steps for a range of tiles and one block of 16 channels, a version for each instruction set.
#pragma once

#include "CKernelsInstructionSets.h"
#include "Winograd/plan.h"

typedef struct {
    // Tiles from … to − 1, of the chunk that begins with tile `first`.
    long first, from, to;
} ck_tile_range;

typedef struct {
    // x → v, Bᵀ d B; with `input` done to x first.
    void (*transform_inputs)(
        const ck_winograd_plan *plan, ck_tile_range range, long block, const ck_input_transform *input, const float *x,
        float *v);
    // dy → m, A dy Aᵀ.
    void (*transform_gradients)(
        const ck_winograd_plan *plan, ck_tile_range range, long block, const float *dy, float *m);
    // m → y, Aᵀ m A, and what is to be done to y. `sums`: NULL, or [2][output_channels] for this range alone.
    void (*transform_outputs)(
        const ck_winograd_plan *plan, ck_tile_range range, long block, const float *m,
        const ck_output_transform *output, float *y, double *sums);
    // The same for dx; `sums` is [3][output_channels].
    void (*transform_input_gradients)(
        const ck_winograd_plan *plan, ck_tile_range range, long block, const float *m,
        const ck_gradient_transform *gradient, float *dx, double *sums);
    // Packs a panel of 32 output channels: transformed, G g Gᵀ, into [36][panels][input_channels][32], or in one
    // direction only, G g, into [panels][6][input_channels][3][32].
    void (*pack_panel)(
        const ck_winograd_plan *plan, ck_direction direction, long panel, const float *w, float *packed);
    // Completes that for products 3 · half_row … 3 · half_row + 2 of a panel → [3][input_channels][32].
    void (*transform_half_row)(const ck_winograd_plan *plan, long panel, long half_row, const float *packed, float *u);
    // Gradients of weights back from the transformed domain, Gᵀ u G: 16 filters by 32 channels from `u`, whose 36
    // products of [16][32] are u_point apart, into dw; where channels end, the rest is left out.
    void (*transform_weight_gradients)(
        const ck_winograd_plan *plan, long filter, long channel, const float *u, long u_point, float *dw,
        int accumulate);
} ck_winograd_kernels;

const ck_winograd_kernels *ck_winograd_kernels_for(ck_instruction_set set);
