// The stem forward. A unit folds its rows of the image, and takes fourteen tiles at a time from input to output; what lies
// between stays in the second-level cache.
//
// Batch 32 at 224 × 224, 3 → 64 channels, one thread of Zen 5, in GFLOP/s of direct convolution: 184 directly, 237 like this,
// 340 with the outputs' lines asked for before the products (writing 103 MB, it waits for memory). At batch 1: 207, 400.

#include "Stem/stem.h"

#include "Direct/direct_kernels.h"
#include "Direct/sums.h"
#include "CKernelsThreads.h"
#include "Microkernel/microkernel.h"
#include "Scratch/scratch.h"

enum { outputs = ck_stem_outputs * ck_stem_outputs, taps = ck_stem_taps * ck_stem_taps };

// Packed: [points][panels][folded channels][32].
static long point_floats(const ck_stem *stem) { return stem->panels * stem->channels * ck_tile_columns; }

size_t ck_stem_packed_weights_count(const ck_convolution *convolution) {
    ck_stem stem = ck_plan_stem(convolution);
    return (size_t)(ck_stem_points * point_floats(&stem));
}

typedef struct {
    ck_stem stem;
    const float *w;
    float *packed;
} packing;

// One folded channel's weights for 32 filters.
static void pack_channel(void *context, long unit) {
    const packing *p = context;
    const ck_convolution *c = p->stem.convolution;
    long panel = unit / p->stem.channels, folded = unit % p->stem.channels;
    long row = folded / (2 * c->channels), column = folded / c->channels % 2, channel = folded % c->channels;
    float *to = p->packed + unit * ck_tile_columns;
    for (long first = 0; first < ck_tile_columns; first += ck_stem_lanes) {
        float weights[taps * ck_stem_lanes] = {0};
        for (long lane = 0; lane < ck_stem_lanes; lane++) {
            long filter = panel * ck_tile_columns + first + lane;
            if (filter >= c->filters) continue;
            for (long i = 0; i < ck_stem_taps; i++)
                for (long j = 0; j < ck_stem_taps; j++) {
                    long tap_row = 2 * i + row, tap_column = 2 * j + column;
                    if (tap_row >= c->kernel_height || tap_column >= c->kernel_width) continue;
                    weights[(i * ck_stem_taps + j) * ck_stem_lanes + lane] =
                        p->w[((filter * c->kernel_height + tap_row) * c->kernel_width + tap_column) * c->channels + channel];
                }
        }
        ck_current_stem_kernels()->transform_weights(weights, to + first, point_floats(&p->stem));
    }
}

void ck_stem_pack_weights(const ck_convolution *convolution, const float *w, float *packed) {
    packing p = {ck_plan_stem(convolution), w, packed};
    ck_parallel(p.stem.panels * p.stem.channels, pack_channel, &p);
}

typedef struct {
    ck_stem stem;
    const float *x;
    const ck_input_transform *input;
    const float *packed;
    const ck_output_transform *output;
    float *y, *sums;
    const ck_microkernels *microkernels;
    const ck_stem_kernels *kernels;
    const ck_direct_kernels *direct_kernels;
} work;

// Between the transforms: [points][tiles][16], and [points][tiles][32] for one panel.
enum { tile_floats = ck_tile_rows * ck_stem_lanes, panel_tile_floats = ck_tile_rows * ck_tile_columns };

static void multiply(
    const work *w, long unit, long panel, long first_tile, long tiles, const float *inputs, float *products) {
    const float *rows[ck_tile_rows];
    const long offset = 0;
    ck_row_products p = {
        .rows = (int)tiles, .a = rows, .offsets = &offset, .blocks = 1, .depth = w->stem.channels, .c_row = ck_tile_columns,
        .c_half = ck_stem_lanes,
    };
    for (long point = 0; point < ck_stem_points; point++) {
        // One tile's outputs at a time.
        if (point < tiles) ck_fetch_stem_tile(&w->stem, unit, first_tile + point, w->y + panel * ck_tile_columns, 1);
        for (long tile = 0; tile < tiles; tile++) rows[tile] = inputs + point * tile_floats + tile * ck_stem_lanes;
        p.b = w->packed + point * point_floats(&w->stem) + panel * w->stem.channels * ck_tile_columns;
        p.c = products + point * panel_tile_floats;
        w->microkernels->row_products(&p);
    }
}

static void finish(const work *w, long unit, long panel, long first_tile, long tiles, const float *products, float *sums) {
    const ck_convolution *c = w->stem.convolution;
    float values[outputs * ck_tile_columns] __attribute__((aligned(64)));
    long pixels[outputs], places[outputs], left = c->filters - panel * ck_tile_columns;
    ck_finished_tile finished = {
        .tile = values, .columns = left < ck_tile_columns ? (int)left : ck_tile_columns, .places = places,
        .first_channel = panel * ck_tile_columns, .channel_count = c->filters, .sums = sums,
    };
    for (long tile = 0; tile < tiles; tile++) {
        w->kernels->transform_output(products + tile * ck_tile_columns, panel_tile_floats, values);
        ck_list_tile(&w->stem, unit, first_tile + tile, pixels);
        // Pixels beyond the image are left out; those after them move up.
        finished.rows = 0;
        for (long pixel = 0; pixel < outputs; pixel++) {
            if (pixels[pixel] < 0) continue;
            if (finished.rows != pixel)
                for (long j = 0; j < ck_tile_columns; j++)
                    values[finished.rows * ck_tile_columns + j] = values[pixel * ck_tile_columns + j];
            places[finished.rows++] = pixels[pixel] * c->filters;
        }
        w->direct_kernels->finish_output(&finished, w->output, w->y);
    }
}

static void make_unit(void *context, long unit) {
    const work *w = context;
    const ck_stem *stem = &w->stem;
    float *sums = w->sums ? w->sums + unit * 2 * stem->convolution->filters : NULL;
    for (long i = 0; sums && i < 2 * stem->convolution->filters; i++) sums[i] = 0;
    float *folded = ck_borrow_scratch((size_t)(stem->folded_rows * stem->folded_row_floats));
    float *inputs = ck_borrow_scratch(ck_stem_points * tile_floats);
    float *products = ck_borrow_scratch(ck_stem_points * panel_tile_floats);
    ck_fold_input(stem, unit, w->x, w->input, folded);
    long tiles = ck_stem_tiles(stem, unit), batches = (tiles + ck_tile_rows - 1) / ck_tile_rows;
    for (long batch = 0; batch < batches; batch++) {
        long first = tiles * batch / batches, end = tiles * (batch + 1) / batches;
        for (long tile = first; tile < end; tile++)
            w->kernels->transform_input(
                folded + (tile / stem->tile_columns * stem->folded_row_floats + tile % stem->tile_columns * ck_stem_lanes)
                    * ck_stem_outputs,
                stem->folded_row_floats, inputs + (tile - first) * ck_stem_lanes, tile_floats);
        for (long panel = 0; panel < stem->panels; panel++) {
            multiply(w, unit, panel, first, end - first, inputs, products);
            finish(w, unit, panel, first, end - first, products, sums);
        }
    }
    ck_return_scratch(products);
    ck_return_scratch(inputs);
    ck_return_scratch(folded);
}

void ck_stem_convolve(
    const ck_convolution *convolution, const float *x, const ck_input_transform *input, const float *packed,
    const ck_output_transform *output, float *y) {
    work w = {
        .stem = ck_plan_stem(convolution), .x = x, .input = input, .packed = packed, .output = output, .y = y,
        .microkernels = ck_microkernels_for(ck_current_instruction_set()), .kernels = ck_current_stem_kernels(),
        .direct_kernels = ck_current_direct_kernels(),
    };
    double *sums = output ? output->sums : NULL;
    if (sums) w.sums = ck_borrow_scratch((size_t)(w.stem.units * 2 * convolution->filters));
    ck_parallel(w.stem.units, make_unit, &w);
    if (sums) ck_add_up_sums(w.sums, w.stem.units, 2 * convolution->filters, sums);
    ck_return_scratch(w.sums);
}
