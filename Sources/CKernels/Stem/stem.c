#include "Stem/stem.h"

#include "Direct/direct_kernels.h"
#include "Microkernel/microkernel.h"
#include "Scratch/scratch.h"

#include <string.h>

enum { fold = 2, most_channels = 4, rows_per_unit = 2 };

int ck_stem_serves(const ck_convolution *c) {
    // Seven or eight taps fold to four.
    return c->groups == 1 && c->channels <= most_channels && c->stride_height == fold && c->stride_width == fold
        && c->dilation_height == 1 && c->dilation_width == 1 && (c->kernel_height == 7 || c->kernel_height == 8)
        && (c->kernel_width == 7 || c->kernel_width == 8);
}

// With few outputs, the weights' transforms and the tiles that are cut off cost more than is saved.
int ck_stem_is_quicker(const ck_convolution *c) {
    enum { least_side = 24 };
    return c->output_height >= least_side && c->output_width >= least_side && c->filters >= 16;
}

ck_stem ck_plan_stem(const ck_convolution *c) {
    ck_stem stem = {
        .convolution = c, .channels = fold * fold * c->channels,
        .panels = (c->filters + ck_tile_columns - 1) / ck_tile_columns,
        .tile_rows = (c->output_height + ck_stem_outputs - 1) / ck_stem_outputs,
        .tile_columns = (c->output_width + ck_stem_outputs - 1) / ck_stem_outputs,
        .rows_per_unit = rows_per_unit,
    };
    stem.units_per_image = (stem.tile_rows + rows_per_unit - 1) / rows_per_unit;
    stem.units = c->images * stem.units_per_image;
    stem.folded_rows = rows_per_unit * ck_stem_outputs + ck_stem_taps - 1;
    stem.folded_columns = stem.tile_columns * ck_stem_outputs + ck_stem_taps - 1;
    stem.folded_row_floats = stem.folded_columns * ck_stem_lanes;
    return stem;
}

// One row of x between its paddings, `width` pixels in all.
static void pad_row(
    const ck_convolution *c, const ck_pixel_packing *packing, long image, long row, const float *x, long width, float *to) {
    long inside = row < 0 || row >= c->height ? 0 : c->width < width - c->padding_width ? c->width : width - c->padding_width;
    if (inside <= 0) {
        memset(to, 0, (size_t)(width * c->channels) * sizeof *to);
        return;
    }
    long before = c->padding_width * c->channels, floats = inside * c->channels;
    memset(to, 0, (size_t)before * sizeof *to);
    ck_current_direct_kernels()->pack_pixels(
        packing, inside, x + (image * c->height + row) * c->width * c->channels, to + before);
    memset(to + before + floats, 0, (size_t)(width * c->channels - before - floats) * sizeof *to);
}

void ck_fold_input(const ck_stem *stem, long unit, const float *x, const ck_input_transform *input, float *folded) {
    const ck_convolution *c = stem->convolution;
    ck_pixel_packing packing = {
        .channels = c->channels, .pitch = c->channels, .source_step = c->channels, .scale = input ? input->scale : NULL,
        .shift = input ? input->shift : NULL, .relu = input && input->relu,
    };
    const ck_stem_kernels *kernels = ck_current_stem_kernels();
    long image = unit / stem->units_per_image, width = fold * stem->folded_columns;
    long first = unit % stem->units_per_image * stem->rows_per_unit * ck_stem_outputs;
    float *rows = ck_borrow_scratch((size_t)(fold * width * c->channels));
    for (long row = 0; row < stem->folded_rows; row++) {
        for (long i = 0; i < fold; i++)
            pad_row(
                c, &packing, image, fold * (first + row) + i - c->padding_height, x, width, rows + i * width * c->channels);
        kernels->fold_rows(
            rows, rows + width * c->channels, c->channels, stem->folded_columns, folded + row * stem->folded_row_floats);
    }
    ck_return_scratch(rows);
}

void ck_list_tile(const ck_stem *stem, long unit, long tile, long pixels[ck_stem_outputs * ck_stem_outputs]) {
    const ck_convolution *c = stem->convolution;
    long image = unit / stem->units_per_image;
    long tile_row = unit % stem->units_per_image * stem->rows_per_unit + tile / stem->tile_columns;
    long tile_column = tile % stem->tile_columns;
    for (long i = 0; i < ck_stem_outputs; i++)
        for (long j = 0; j < ck_stem_outputs; j++) {
            long row = tile_row * ck_stem_outputs + i, column = tile_column * ck_stem_outputs + j;
            int is_inside = row < c->output_height && column < c->output_width;
            *pixels++ = is_inside ? (image * c->output_height + row) * c->output_width + column : -1;
        }
}

long ck_stem_tiles(const ck_stem *stem, long unit) {
    long rows = stem->tile_rows - unit % stem->units_per_image * stem->rows_per_unit;
    return (rows < stem->rows_per_unit ? rows : stem->rows_per_unit) * stem->tile_columns;
}
