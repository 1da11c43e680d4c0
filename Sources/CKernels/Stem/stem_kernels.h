// The parts of the stem that are compiled for each instruction set.
#pragma once

enum {
    // F(4 × 4, 4 × 4): 4 × 4 outputs of a kernel of 4 × 4 taps, by products at 7 × 7 points.
    ck_stem_outputs = 4,
    ck_stem_taps = 4,
    ck_stem_side = 7,
    ck_stem_points = 49,
    ck_stem_lanes = 16,
};

typedef struct {
    // Two rows of x, side by side, become pixels of a quarter of the resolution and four times the channels, in 16 floats:
    // to[p] = upper[2p], upper[2p + 1], lower[2p], lower[2p + 1], and zeros.
    void (*fold_rows)(const float *upper, const float *lower, long channels, long pixels, float *to);
    // Bᵀ d B of 7 × 7 pixels, `row` floats between rows; point i goes to to[i · point].
    void (*transform_input)(const float *from, long row, float *to, long point);
    // Aᵀ m A, of two vectors of 16 filters side by side: to[4 × 4 pixels][32].
    void (*transform_output)(const float *from, long point, float *to);
    // A dy Aᵀ, for at most 32 filters. Pixels are where `pixels` says; NULL is 0.
    void (*transform_gradient)(const float *const *pixels, long filters, float *to, long point);
    // G w Gᵀ and Gᵀ u G, for 16 filters: [4 × 4][16] to [7 × 7], `point` floats apart, and back.
    void (*transform_weights)(const float *from, float *to, long point);
    void (*transform_weights_back)(const float *from, long point, float *to);
} ck_stem_kernels;

const ck_stem_kernels *ck_current_stem_kernels(void);
