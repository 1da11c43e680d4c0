// dw: tiles of x and of dy into the transformed domain, 36 products of matrices that sum over the tiles, and back.
//
// All threads work on a chunk of tiles at a time: first on its tiles, then each on other products. Sums grow from chunk to
// chunk, in order; at the end they are transformed back.
//
// Tried: units of 64 × 64, 128 × 64 and 128 × 128 weights that take all 36 products and go all the way back, so that sums
// stay in the second-level cache. With 512 channels 5 % slower (every tile is read 8 times), else the same.

#include "CKernelsThreads.h"
#include "Microkernel/microkernel.h"
#include "Scratch/scratch.h"
#include "Winograd/kernels.h"
#include "Winograd/winograd.h"

enum {
    // Tiles that a unit transforms.
    transform_size = 16,
    // Blocks of 16 filters that a unit multiplies by all channels.
    filter_blocks_together = 16,
};

typedef struct {
    ck_winograd_plan plan;
    const ck_winograd_kernels *kernels;
    const ck_microkernels *microkernels;
    const float *x, *dy;
    const ck_input_transform *input;
    float *dw;
    int accumulate;
    long filter_blocks, channel_panels;
    // [36][channel_panels][filter_blocks][16 filters][32 channels]; the products are sums_point apart.
    float *sums;
    long sums_point, chunk;
    float *v, *m;
} weight_gradient;

static long divide_up(long a, long b) { return (a + b - 1) / b; }
static long smaller(long a, long b) { return a < b ? a : b; }

static long chunk_tiles(const weight_gradient *g) {
    return ck_first_tile(&g->plan, g->chunk + 1) - ck_first_tile(&g->plan, g->chunk);
}

// The first half of the units transforms x, the second dy.
static void transform(void *context, long unit) {
    const weight_gradient *g = context;
    const long units = divide_up(chunk_tiles(g), transform_size), first = ck_first_tile(&g->plan, g->chunk);
    const long from = first + unit % units * transform_size, end = ck_first_tile(&g->plan, g->chunk + 1);
    const ck_tile_range range = {first, from, smaller(from + transform_size, end)};
    if (unit < units)
        for (long block = 0; block < g->plan.input_channels / 16; block++)
            g->kernels->transform_inputs(&g->plan, range, block, g->input, g->x, g->v);
    else
        for (long block = 0; block < g->filter_blocks; block++)
            g->kernels->transform_gradients(&g->plan, range, block, g->dy, g->m);
}

static float *sums_at(const weight_gradient *g, long panel, long block) {
    return g->sums + (panel * g->filter_blocks + block) * 16 * 32;
}

static void multiply(void *context, long unit) {
    const weight_gradient *g = context;
    const ck_winograd_plan *plan = &g->plan;
    const long product = unit % 36, block_size = plan->chunk_size * 16, none = 0;
    const long first = unit / 36 * filter_blocks_together;
    const long end = smaller(first + filter_blocks_together, g->filter_blocks);
    const float *v = g->v + product * plan->input_point, *m = g->m + product * plan->output_point;
    for (long panel = 0; panel < g->channel_panels; panel++)
        for (long block = first; block < end; block++) {
            const ck_outer_products products = {
                .rows = 16, .a = m + block * block_size, .b = v + panel * 2 * block_size, .a_offsets = &none,
                .b_offsets = &none, .segments = 1, .pixels = chunk_tiles(g), .a_step = 16, .b_step = 16,
                .b_half = block_size, .c = sums_at(g, panel, block) + product * g->sums_point, .c_row = 32,
                .c_half = 16, .adds = g->chunk > 0,
            };
            g->microkernels->outer_products(&products);
        }
}

static void transform_back(void *context, long unit) {
    const weight_gradient *g = context;
    const long panel = unit / g->filter_blocks, block = unit % g->filter_blocks;
    g->kernels->transform_weight_gradients(
        &g->plan, block * 16, panel * 32, sums_at(g, panel, block), g->sums_point, g->dw, g->accumulate);
}

void ck_winograd_convolve_backward_weights(
    const ck_convolution *convolution, const float *x, const ck_input_transform *input, const float *dy, float *dw,
    int accumulate) {
    weight_gradient g = {
        .plan = ck_winograd_plan_for_weights(convolution),
        .kernels = ck_winograd_kernels_for(ck_current_instruction_set()),
        .microkernels = ck_microkernels_for(ck_current_instruction_set()),
        .x = x, .dy = dy, .input = input, .dw = dw, .accumulate = accumulate,
        .filter_blocks = convolution->filters / 16, .channel_panels = divide_up(convolution->channels, 32),
    };
    const ck_winograd_plan *plan = &g.plan;
    // An odd number of cache lines apart, as the transformed tiles are.
    g.sums_point = g.channel_panels * g.filter_blocks * 16 * 32 + 16;
    g.sums = ck_borrow_scratch((size_t)(36 * g.sums_point));
    g.v = ck_borrow_scratch((size_t)(36 * (plan->input_point + plan->output_point)));
    g.m = g.v + 36 * plan->input_point;
    for (g.chunk = 0; g.chunk < plan->chunks; g.chunk++) {
        ck_parallel(2 * divide_up(chunk_tiles(&g), transform_size), transform, &g);
        ck_parallel(36 * divide_up(g.filter_blocks, filter_blocks_together), multiply, &g);
    }
    ck_parallel(g.channel_panels * g.filter_blocks, transform_back, &g);
    ck_return_scratch(g.v);
    ck_return_scratch(g.sums);
}
