// The gradient with respect to the weights: a sum over pixels of outer products, of what the taps see of x with dy. Each unit
// makes a part of it (some blocks of channels times some panels of filters) from some of the bands; parts for the same
// weights lie in different slots and are added up, in the slots' order, as they are unpacked.
//
// A slot is laid out as packed weights are: [groups][panels][blocks][taps][depth][32].
//
// Batch 16, one thread of Zen 5 that others used too, in GFLOP/s: 1024 → 256 channels of 14 × 14 went from 123 to 165 by asking
// for the next band while one is at work and by larger parts (96 K floats rather than 48 K); 3 × 3 with stride 2, 128 → 256 of
// 28 × 28, from 139 to 170. Packing pixel by pixel rather than eight at a time cost 15 %.

#include "Depthwise/depthwise.h"
#include "Direct/bands.h"
#include "Direct/direct.h"
#include "Direct/direct_kernels.h"
#include "CKernelsThreads.h"
#include "Microkernel/microkernel.h"
#include "Scratch/scratch.h"

#include <string.h>

enum {
    lanes = 16,
    // A part should stay in the second-level cache, beside the patches that it is made from.
    most_part_floats = 96 * 1024,
    // A panel of dy (25 KB) in the first-level cache, and long enough that loading and storing tiles does not matter.
    wanted_pixels = 196,
    wanted_units = 16,
};

typedef struct {
    ck_gather gather;
    ck_patch patch;
    ck_bands bands;
    long blocks_per_part, panels_per_part, block_parts, panel_parts, slots;
    const float *x, *dy;
    const ck_input_transform *input;
    float *sums;
    long slot_floats;
    float *dw;
    int accumulate;
    const ck_convolution *convolution;
    const ck_microkernels *microkernels;
    const ck_direct_kernels *kernels;
} work;

// What a unit has before it: a part, and a band's pixels of x and dy, packed. dy: [panel's halves][pixels][16].
typedef struct {
    long group, first_block, blocks, first_panel, panels;
    float *x, *dy;
    long pixels, *x_offsets, *dy_offsets, segments, segment_pixels;
} part;

static long smaller(long a, long b) { return a < b ? a : b; }
static long larger(long a, long b) { return a > b ? a : b; }
static long quotient_up(long a, long b) { return (a + b - 1) / b; }

static void plan_bands(work *w) {
    const ck_gather *g = &w->gather;
    ck_bands *bands = &w->bands;
    long rows = g->rows.results, columns = g->columns.results;
    bands->rows_per_band = quotient_up(rows, quotient_up(rows, larger(1, wanted_pixels / columns)));
    bands->images_per_band = bands->rows_per_band < rows ? 1 : larger(1, smaller(g->images, wanted_pixels / (rows * columns)));
    bands->bands_per_image = quotient_up(rows, bands->rows_per_band);
    bands->bands = quotient_up(g->images, bands->images_per_band) * bands->bands_per_image;
    w->patch = ck_plan_patch(g, bands->rows_per_band);
}

// What needs more room for a band, channels of x or filters of dy, is halved until a part is small enough.
static void plan_parts(work *w) {
    const ck_gather *g = &w->gather;
    long block_floats = g->panel_floats / g->blocks;
    long dy_panel_floats = w->bands.rows_per_band * g->columns.results * ck_tile_columns;
    w->blocks_per_part = g->blocks;
    w->panels_per_part = g->panels;
    while (w->blocks_per_part * w->panels_per_part * block_floats > most_part_floats) {
        int halves_blocks = w->blocks_per_part * w->patch.block_floats > w->panels_per_part * dy_panel_floats;
        if (w->blocks_per_part > 1 && (halves_blocks || w->panels_per_part == 1))
            w->blocks_per_part = quotient_up(w->blocks_per_part, 2);
        else if (w->panels_per_part > 1) w->panels_per_part = quotient_up(w->panels_per_part, 2);
        else break;
    }
    w->block_parts = quotient_up(g->blocks, w->blocks_per_part);
    w->panel_parts = quotient_up(g->panels, w->panels_per_part);
    w->patch.image_floats = w->blocks_per_part * w->patch.block_floats;
    long parts = w->block_parts * w->panel_parts * g->groups;
    w->slots = larger(1, smaller(w->bands.bands, wanted_units / parts));
}

// Pixels side by side both in the patch and in dy: the rows of the band, or whole images where rows follow each other.
static void list_segments(const work *w, const ck_band *band, part *p) {
    const ck_gather *g = &w->gather;
    long columns = g->columns.results;
    int rows_touch = g->columns.spread == 1 && g->rows.spread == 1 && w->patch.columns == columns;
    long rows = rows_touch ? 1 : band->rows;
    p->segment_pixels = columns * band->rows / rows;
    p->segments = 0;
    for (long image = 0; image < band->images; image++)
        for (long row = 0; row < rows; row++) {
            p->x_offsets[p->segments] = ck_pixel_offset(g, &w->patch, image, row, 0);
            p->dy_offsets[p->segments] = p->segments * p->segment_pixels * lanes;
            p->segments++;
        }
    p->pixels = p->segments * p->segment_pixels;
}

static void pack_band(const work *w, const ck_band *band, const part *p) {
    const ck_gather *g = &w->gather;
    ck_pack_patch(g, &w->patch, band, w->x, w->input, p->group, p->first_block, p->blocks, p->x);
    long first_filter = p->first_panel * ck_tile_columns, block_floats = p->pixels * lanes;
    long filters = smaller(p->panels * ck_tile_columns, g->group_results - first_filter);
    ck_pixel_packing packing = {
        .channels = filters, .pitch = lanes, .source_step = g->result_channels, .block_floats = block_floats,
    };
    long first_pixel = (band->first_image * g->rows.results + band->first_row) * g->columns.results;
    w->kernels->pack_pixels(
        &packing, p->pixels, w->dy + first_pixel * g->result_channels + p->group * g->group_results + first_filter, p->dy);
    for (long block = quotient_up(filters, lanes); block < 2 * p->panels; block++)
        memset(p->dy + block * block_floats, 0, (size_t)block_floats * sizeof(float));
}

static ck_band_prefetch dy_prefetch_of(const work *w, const ck_band *band, const part *p, long calls) {
    const ck_gather *g = &w->gather;
    long first_filter = p->first_panel * ck_tile_columns, columns = g->columns.results;
    long pixels = band->images * band->rows * columns;
    return (ck_band_prefetch){
        .next = w->dy + (band->first_image * g->rows.results + band->first_row) * columns * g->result_channels
            + p->group * g->group_results + first_filter,
        .pixels = pixels, .pixel_step = g->result_channels,
        .channels = smaller(p->panels * ck_tile_columns, g->group_results - first_filter),
        .pixels_at_a_time = quotient_up(pixels, calls),
    };
}

static void add_band(
    const work *w, const part *p, int adds, float *slot, ck_band_prefetch *x_prefetch, ck_band_prefetch *dy_prefetch) {
    const ck_gather *g = &w->gather;
    ck_outer_products products = {
        .rows = (int)g->depth, .a_offsets = p->x_offsets, .b_offsets = p->dy_offsets, .segments = p->segments, .pixels = p->segment_pixels,
        .a_step = g->columns.spread * g->pitch, .b_step = lanes, .b_half = p->pixels * lanes,
        .c_row = ck_tile_columns, .c_half = lanes, .adds = adds,
    };
    for (long panel = 0; panel < p->panels; panel++) {
        products.b = p->dy + panel * 2 * p->pixels * lanes;
        float *to = slot + (p->group * g->panels + p->first_panel + panel) * g->panel_floats
            + p->first_block * (g->panel_floats / g->blocks);
        for (long block = 0; block < p->blocks; block++)
            for (long row = 0; row < g->rows.taps; row++)
                for (long column = 0; column < g->column_taps; column++) {
                    const float *a =
                        p->x + block * w->patch.block_floats + ck_tap_offset(g, &w->patch, (ck_tap){row, column});
                    products.a = a;
                    products.c = to;
                    ck_prefetch_some(x_prefetch);
                    ck_prefetch_some(dy_prefetch);
                    w->microkernels->outer_products(&products);
                    to += g->depth * ck_tile_columns;
                }
    }
}

static long *borrow_longs(long count) {
    return (long *)ck_borrow_scratch((size_t)count * sizeof(long) / sizeof(float));
}

static void make_part(void *context, long unit) {
    const work *w = context;
    const ck_gather *g = &w->gather;
    long slot = unit % w->slots, index = unit / w->slots;
    part p = {
        .group = index / (w->block_parts * w->panel_parts),
        .first_block = index / w->panel_parts % w->block_parts * w->blocks_per_part,
        .first_panel = index % w->panel_parts * w->panels_per_part,
    };
    p.blocks = smaller(w->blocks_per_part, g->blocks - p.first_block);
    p.panels = smaller(w->panels_per_part, g->panels - p.first_panel);
    long images = w->bands.images_per_band, rows = w->bands.rows_per_band;
    p.x = ck_borrow_scratch((size_t)(images * w->patch.image_floats));
    p.dy = ck_borrow_scratch((size_t)(images * rows * g->columns.results * p.panels * ck_tile_columns));
    p.x_offsets = borrow_longs(images * rows);
    p.dy_offsets = borrow_longs(images * rows);
    long first = w->bands.bands * slot / w->slots, end = w->bands.bands * (slot + 1) / w->slots;
    for (long i = first; i < end; i++) {
        ck_band band = ck_band_at(g, &w->bands, i), next;
        if (i + 1 < end) next = ck_band_at(g, &w->bands, i + 1);
        long calls = p.panels * p.blocks * g->rows.taps * g->column_taps;
        ck_band_prefetch x_prefetch = ck_plan_prefetch(
            g, i + 1 < end ? &next : NULL, w->x, p.group * g->group_sources + p.first_block * g->pitch,
            smaller(p.blocks * g->pitch, g->group_sources), calls);
        ck_band_prefetch dy_prefetch = {0};
        if (i + 1 < end) dy_prefetch = dy_prefetch_of(w, &next, &p, calls);
        list_segments(w, &band, &p);
        pack_band(w, &band, &p);
        add_band(w, &p, i > first, w->sums + slot * w->slot_floats, &x_prefetch, &dy_prefetch);
    }
    ck_return_scratch((float *)p.dy_offsets);
    ck_return_scratch((float *)p.x_offsets);
    ck_return_scratch(p.dy);
    ck_return_scratch(p.x);
}

// One panel's gradient, from all slots into dw.
static void unpack_panel(void *context, long unit) {
    const work *w = context;
    const ck_gather *g = &w->gather;
    const ck_convolution *c = w->convolution;
    long group = unit / g->panels, panel = unit % g->panels;
    long filter_floats = c->kernel_height * c->kernel_width * g->group_sources;
    const float *from = w->sums + unit * g->panel_floats;
    for (long block = 0; block < g->blocks; block++)
        for (long tap = 0; tap < c->kernel_height * c->kernel_width; tap++) {
            for (long half = 0; half < 2; half++) {
                long filter = panel * ck_tile_columns + half * lanes, channel = block * g->pitch;
                if (filter >= g->group_results) continue;
                ck_weight_gradient_tile tile = {
                    .rows = (int)smaller(g->pitch, g->group_sources - channel),
                    .columns = (int)smaller(lanes, g->group_results - filter),
                    .slots = w->slots, .slot_floats = w->slot_floats, .to_row = filter_floats, .from = from + half * lanes,
                    .to = w->dw + (group * g->group_results + filter) * filter_floats + tap * g->group_sources + channel,
                    .adds = w->accumulate,
                };
                w->kernels->unpack_gradient(&tile);
            }
            from += g->pitch * ck_tile_columns;
        }
}

void ck_direct_convolve_backward_weights(
    const ck_convolution *convolution, const float *x, const ck_input_transform *input, const float *dy, float *dw,
    int accumulate) {
    if (ck_depthwise_serves(convolution)) {
        ck_depthwise_convolve_backward_weights(convolution, x, input, dy, dw, accumulate);
        return;
    }
    if (ck_uses_stem(convolution)) {
        ck_stem_convolve_backward_weights(convolution, x, input, dy, dw, accumulate);
        return;
    }
    work w = {
        .gather = ck_plan_gather(convolution, ck_forward), .x = x, .dy = dy, .input = input, .dw = dw,
        .accumulate = accumulate, .convolution = convolution,
        .microkernels = ck_microkernels_for(ck_current_instruction_set()), .kernels = ck_current_direct_kernels(),
    };
    plan_bands(&w);
    plan_parts(&w);
    w.slot_floats = w.gather.groups * w.gather.panels * w.gather.panel_floats;
    w.sums = ck_borrow_scratch((size_t)(w.slots * w.slot_floats));
    ck_parallel(w.slots * w.block_parts * w.panel_parts * w.gather.groups, make_part, &w);
    ck_parallel(w.gather.groups * w.gather.panels, unpack_panel, &w);
    ck_return_scratch(w.sums);
}
