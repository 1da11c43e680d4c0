// Direct convolution forward and to data, without im2col: the microkernel finds the taps of fourteen pixels at a time by a
// table of offsets into a packed patch of the source. A patch is made by the unit that reads it, from the nearest cache.
//
// After Georganas et al., "Anatomy of high-performance deep learning convolutions on SIMD architectures" (2018), but for the
// layout: activations stay plain NHWC in memory, and only patches are blocked by 16 channels.
//
// A kernel of one tap is a matrix product, and the source is its matrix: it is read in place, unless something is to be
// done to it first, or its pixels lie 4 KB apart, so that all fourteen would want the same lines of the first-level cache.
// (Batch 16, one thread: 512 → 128 channels at 28 × 28 went from 168 to 190 GFLOP/s, 256 → 64 at 56 × 56 from 133 to 150.)

#include "Depthwise/depthwise.h"
#include "Direct/bands.h"
#include "Direct/direct.h"
#include "Direct/direct_kernels.h"
#include "Direct/sums.h"
#include "CKernelsThreads.h"
#include "Microkernel/microkernel.h"
#include "Scratch/scratch.h"

#include <string.h>

enum { lanes = 16 };

typedef struct {
    ck_gather gather;
    ck_bands bands;
    ck_patch patch;
    const float *source;
    const ck_input_transform *input;
    const float *packed;
    const ck_output_transform *output;
    const ck_gradient_transform *gradient;
    // What a tile's finishing reads beside it: residuals, activations...
    const float *finishing_input[4];
    int finishing_inputs;
    float *result;
    // By band: [kinds][result_channels].
    float *sums;
    long sum_kinds;
    // For each phase, [blocks][taps]: where the taps' source lies in a patch; and how many taps, and how many before.
    long *offsets, *taps, *taps_before;
    int is_in_place;
    const ck_microkernels *microkernels;
    const ck_direct_kernels *kernels;
} work;

static int can_be_in_place(const ck_gather *g, const ck_input_transform *input) {
    enum { page_floats = 1024 };
    int is_changed = input && (input->scale || input->shift || input->relu);
    return !is_changed && g->rows.taps * g->columns.taps == 1 && g->rows.padding == 0 && g->columns.padding == 0
        && g->rows.step * g->rows.spread == 1 && g->columns.step * g->columns.spread == 1
        && ck_phase_length(&g->rows, 0) <= g->rows.source && ck_phase_length(&g->columns, 0) <= g->columns.source
        && g->source_channels % page_floats != 0;
}

static long *borrow_longs(long count) {
    return (long *)ck_borrow_scratch((size_t)(count + 1) * sizeof(long) / sizeof(float));
}

// Taps of all phases: their offsets are the same in every unit.
static void list_offsets(work *w) {
    const ck_gather *g = &w->gather;
    long all_taps = g->rows.taps * g->column_taps;
    long phases = g->rows.phases * g->columns.phases;
    w->offsets = borrow_longs(all_taps * g->blocks);
    w->offsets[0] = 0;
    w->taps = borrow_longs(phases);
    w->taps_before = borrow_longs(phases);
    ck_tap *taps = (ck_tap *)borrow_longs(all_taps * 2);
    for (long phase = 0; phase < phases; phase++) {
        long count =
            ck_taps_of_phase(g, phase / g->columns.phases, phase % g->columns.phases, taps, &w->taps_before[phase]);
        w->taps[phase] = count;
        if (w->is_in_place) continue;
        long *offset = w->offsets + w->taps_before[phase] * g->blocks;
        for (long block = 0; block < g->blocks; block++)
            for (long tap = 0; tap < count; tap++)
                *offset++ = block * w->patch.block_floats + ck_tap_offset(g, &w->patch, taps[tap]);
    }
    ck_return_scratch((float *)taps);
}

// The results of a band in one phase: where each finds its source in the patch, and where it goes.
typedef struct {
    long count, *from, *to;
} pixel_list;

static void list_pixels(const work *w, const ck_band *band, long row_phase, long column_phase, pixel_list *pixels) {
    const ck_gather *g = &w->gather;
    long rows = ck_phase_length(&g->rows, row_phase) - band->first_row;
    if (rows > band->rows) rows = band->rows;
    long columns = ck_phase_length(&g->columns, column_phase), count = 0;
    for (long image = 0; image < band->images; image++)
        for (long row = 0; row < rows; row++) {
            long result_row = (band->first_row + row) * g->rows.phases + row_phase;
            long row_place =
                ((band->first_image + image) * g->rows.results + result_row) * g->columns.results + column_phase;
            long from = ck_pixel_offset(g, &w->patch, image, row, 0), from_step = g->columns.spread * g->pitch;
            if (w->is_in_place) {
                from_step = g->source_channels;
                from = ((band->first_image + image) * g->rows.source + band->first_row + row) * g->columns.source * from_step;
            }
            for (long column = 0; column < columns; column++) {
                pixels->from[count] = from + column * from_step;
                pixels->to[count++] = (row_place + column * g->columns.phases) * g->result_channels;
            }
        }
    pixels->count = count;
}

// What finishing a tile will read and write is asked for before the products, which take longer than memory does.
static void fetch_tile(const work *w, const ck_finished_tile *tile) {
    long lines = tile->columns > lanes ? 2 : 1;
    for (int row = 0; row < tile->rows; row++) {
        const float *place = w->result + tile->places[row] + tile->first_channel;
        for (long line = 0; line < lines; line++) __builtin_prefetch(place + line * lanes, 1);
    }
    for (int i = 0; i < w->finishing_inputs; i++)
        for (int row = 0; row < tile->rows; row++) {
            const float *place = w->finishing_input[i] + tile->places[row] + tile->first_channel;
            for (long line = 0; line < lines; line++) __builtin_prefetch(place + line * lanes);
        }
}

static void list_finishing_input(work *w, const float *input) {
    if (input) w->finishing_input[w->finishing_inputs++] = input;
}

static void make_panel(
    const work *w, long group, long panel, long phase, const float *source, const pixel_list *pixels,
    float *sums, ck_band_prefetch *prefetch) {
    const ck_gather *g = &w->gather;
    float values[ck_tile_rows * ck_tile_columns] __attribute__((aligned(64)));
    const float *rows[ck_tile_rows];
    long left = g->group_results - panel * ck_tile_columns;
    ck_row_products products = {
        .a = rows, .offsets = w->offsets + w->taps_before[phase] * g->blocks, .blocks = w->taps[phase] * g->blocks,
        .depth = g->depth,
        .b = w->packed + (group * g->panels + panel) * g->panel_floats
            + w->taps_before[phase] * g->blocks * g->depth * ck_tile_columns,
        .c = values, .c_row = ck_tile_columns, .c_half = ck_tile_columns / 2,
    };
    if (w->is_in_place) {
        products.offsets = w->offsets;
        products.blocks = w->taps[phase];
        products.depth = g->group_sources;
    }
    ck_finished_tile tile = {
        .tile = values, .columns = left < ck_tile_columns ? (int)left : ck_tile_columns,
        .first_channel = group * g->group_results + panel * ck_tile_columns, .channel_count = g->result_channels,
        .sums = sums,
    };
    // Tiles as equal as can be: a tile of 7 rows still runs at the machine's peak, one of 2 does not.
    long tiles = (pixels->count + ck_tile_rows - 1) / ck_tile_rows;
    for (long index = 0; index < tiles; index++) {
        long first = pixels->count * index / tiles, end = pixels->count * (index + 1) / tiles;
        products.rows = tile.rows = (int)(end - first);
        for (long pixel = first; pixel < end; pixel++) rows[pixel - first] = source + pixels->from[pixel];
        tile.places = pixels->to + first;
        fetch_tile(w, &tile);
        ck_prefetch_some(prefetch);
        w->microkernels->row_products(&products);
        if (w->gradient) w->kernels->finish_gradient(&tile, w->gradient, w->result);
        else w->kernels->finish_output(&tile, w->output, w->result);
    }
}

static void make_unit(void *context, long unit) {
    const work *w = context;
    const ck_gather *g = &w->gather;
    const ck_bands *bands = &w->bands;
    long first_band = unit / bands->panel_groups * bands->bands_per_unit;
    long end_band = first_band + bands->bands_per_unit < bands->bands ? first_band + bands->bands_per_unit : bands->bands;
    long first_panel = unit % bands->panel_groups * bands->panels_per_unit;
    long end_panel = first_panel + bands->panels_per_unit < g->panels ? first_panel + bands->panels_per_unit : g->panels;
    long most_pixels = bands->images_per_band * bands->rows_per_band * ck_phase_length(&g->columns, 0);
    pixel_list pixels = {.from = borrow_longs(most_pixels), .to = borrow_longs(most_pixels)};
    float *patch = w->is_in_place ? NULL : ck_borrow_scratch((size_t)(bands->images_per_band * w->patch.image_floats));
    long phases = g->rows.phases * g->columns.phases;
    for (long index = first_band; index < end_band; index++) {
        ck_band band = ck_band_at(g, bands, index), next;
        if (index + 1 < end_band) next = ck_band_at(g, bands, index + 1);
        ck_band_prefetch prefetch = ck_plan_prefetch(
            g, index + 1 < end_band ? &next : NULL, w->source, 0, g->source_channels,
            g->groups * phases * (end_panel - first_panel) * (most_pixels / ck_tile_rows));
        float *sums = w->sums ? w->sums + index * w->sum_kinds * g->result_channels : NULL;
        for (long group = 0; group < g->groups; group++) {
            const float *source = patch;
            if (w->is_in_place) source = w->source + group * g->group_sources;
            else ck_pack_patch(g, &w->patch, &band, w->source, w->input, group, 0, g->blocks, patch);
            if (sums) ck_clear_sums(g, group, first_panel, end_panel, w->sum_kinds, sums);
            for (long phase = 0; phase < phases; phase++) {
                list_pixels(w, &band, phase / g->columns.phases, phase % g->columns.phases, &pixels);
                for (long panel = first_panel; panel < end_panel; panel++)
                    make_panel(w, group, panel, phase, source, &pixels, sums, &prefetch);
            }
        }
    }
    ck_return_scratch(patch);
    ck_return_scratch((float *)pixels.to);
    ck_return_scratch((float *)pixels.from);
}

static void run(work *w, double *sums) {
    if (w->output) list_finishing_input(w, w->output->residual);
    if (w->gradient) {
        list_finishing_input(w, w->gradient->addend);
        list_finishing_input(w, w->gradient->activation);
        list_finishing_input(w, w->gradient->first);
        list_finishing_input(w, w->gradient->second);
    }
    w->is_in_place = can_be_in_place(&w->gather, w->input);
    w->bands = ck_plan_bands(&w->gather);
    w->patch = ck_plan_patch(&w->gather, w->bands.rows_per_band);
    w->microkernels = ck_microkernels_for(ck_current_instruction_set());
    w->kernels = ck_current_direct_kernels();
    long sums_per_band = w->sum_kinds * w->gather.result_channels;
    if (sums) w->sums = ck_borrow_scratch((size_t)(w->bands.bands * sums_per_band));
    list_offsets(w);
    ck_parallel(w->bands.band_groups * w->bands.panel_groups, make_unit, w);
    if (sums) ck_add_up_sums(w->sums, w->bands.bands, sums_per_band, sums);
    ck_return_scratch((float *)w->taps_before);
    ck_return_scratch((float *)w->taps);
    ck_return_scratch((float *)w->offsets);
    ck_return_scratch(w->sums);
}

void ck_direct_convolve(
    const ck_convolution *convolution, const float *x, const ck_input_transform *input, const float *packed,
    const ck_output_transform *output, float *y) {
    if (ck_depthwise_serves(convolution)) {
        ck_depthwise_convolve(convolution, x, input, packed, output, y);
        return;
    }
    if (ck_uses_stem(convolution)) {
        ck_stem_convolve(convolution, x, input, packed, output, y);
        return;
    }
    work w = {
        .gather = ck_plan_gather(convolution, ck_forward), .source = x, .input = input, .packed = packed,
        .output = output, .result = y, .sum_kinds = 2,
    };
    run(&w, output ? output->sums : NULL);
}

void ck_direct_convolve_backward_data(
    const ck_convolution *convolution, const float *dy, const float *packed, const ck_gradient_transform *gradient,
    float *dx) {
    if (ck_depthwise_serves(convolution)) {
        ck_depthwise_convolve_backward_data(convolution, dy, packed, gradient, dx);
        return;
    }
    work w = {
        .gather = ck_plan_gather(convolution, ck_backward_data), .source = dy, .packed = packed, .gradient = gradient,
        .result = dx, .sum_kinds = 3,
    };
    run(&w, gradient ? gradient->sums : NULL);
}
