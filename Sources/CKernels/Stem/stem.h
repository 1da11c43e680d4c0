// What the stem's two directions share: the tiles, and the folded input that they are read from.
//
// With a stride of 2, two rows and columns of x hold what one tap in two looks at. Folded into one pixel of 4 × channels,
// they leave a convolution of stride 1 with 4 × 4 taps (the eighth row and column are zero), to which Winograd's method
// applies: 49 products where direct convolution does 196.
#pragma once

#include "CKernelsStem.h"
#include "Stem/stem_kernels.h"

typedef struct {
    const ck_convolution *convolution;
    // Folded channels, and filters by 32.
    long channels, panels;
    // Tiles of 4 × 4 outputs. A unit makes some rows of them, of one image.
    long tile_rows, tile_columns, rows_per_unit, units_per_image, units;
    // Of the folded input, for a unit: how many rows and columns, and floats between rows.
    long folded_rows, folded_columns, folded_row_floats;
} ck_stem;

ck_stem ck_plan_stem(const ck_convolution *convolution);

// A unit's input, from the image's rows as they are.
void ck_fold_input(const ck_stem *stem, long unit, const float *x, const ck_input_transform *input, float *folded);

// The outputs of a tile, as offsets into y in pixels; −1 where the image has ended.
void ck_list_tile(const ck_stem *stem, long unit, long tile, long pixels[ck_stem_outputs * ck_stem_outputs]);

// How many tiles a unit has, its last rows being fewer.
long ck_stem_tiles(const ck_stem *stem, long unit);

// Asks for a tile's pixels in y or dy, 32 filters from `filters` on, which come from far away.
static inline void ck_fetch_stem_tile(
    const ck_stem *stem, long unit, long tile, const float *filters, const int is_written) {
    long pixels[ck_stem_outputs * ck_stem_outputs];
    ck_list_tile(stem, unit, tile, pixels);
    for (long i = 0; i < ck_stem_outputs * ck_stem_outputs; i++) {
        if (pixels[i] < 0) continue;
        const float *pixel = filters + pixels[i] * stem->convolution->filters;
        if (is_written) {
            __builtin_prefetch(pixel, 1);
            __builtin_prefetch(pixel + ck_stem_lanes, 1);
        } else {
            __builtin_prefetch(pixel, 0, 2);
            __builtin_prefetch(pixel + ck_stem_lanes, 0, 2);
        }
    }
}
