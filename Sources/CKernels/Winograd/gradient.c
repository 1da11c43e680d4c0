// dw: tiles of x and of dy into the transformed domain, 36 products of matrices that sum over the tiles, and back.
//
// The products are cut into groups of 64 filters by 64 channels, whose 36 × 64 × 64 sums stay in the second-level cache.
// Where there are enough groups for all threads, a unit takes one from the products to the gradients; where there are
// few, a unit takes one product of a group, and the way back is a step of its own. All tiles of a chunk are transformed
// first; sums grow from chunk to chunk, in order.

#include "CKernelsThreads.h"
#include "Microkernel/microkernel.h"
#include "Scratch/scratch.h"
#include "Winograd/kernels.h"
#include "Winograd/winograd.h"

enum {
    // Tiles that a unit transforms.
    transform_size = 16,
    // Blocks of 16 filters, and panels of 32 channels, of a group.
#ifndef GB
#define GB 4
#define GP 2
#define EN 16
#endif
    group_blocks = GB,
    group_panels = GP,
    // From so many groups on, a unit takes a whole one.
    enough_groups = EN,
};

typedef struct {
    ck_winograd_plan plan;
    const ck_winograd_kernels *kernels;
    const ck_microkernels *microkernels;
    const float *x, *dy;
    const ck_input_transform *input;
    float *dw;
    int accumulate;
    long filter_blocks, channel_panels, filter_groups, groups;
    // [groups][36][panels of the group][16-filter blocks of the group][16][32]; the products are `product` apart.
    float *sums;
    long product, chunk;
    float *v, *m;
} weight_gradient;

static long chunk_tiles(const weight_gradient *g) {
    return ck_first_tile(&g->plan, g->chunk + 1) - ck_first_tile(&g->plan, g->chunk);
}

static long transform_units(const weight_gradient *g) {
    return (chunk_tiles(g) + transform_size - 1) / transform_size;
}

static void transform(void *context, long unit) {
    const weight_gradient *g = context;
    const long units = transform_units(g), first = ck_first_tile(&g->plan, g->chunk);
    const int is_gradient = unit >= units;
    const long from = first + (unit % units) * transform_size, end = ck_first_tile(&g->plan, g->chunk + 1);
    const ck_tile_range range = {first, from, from + transform_size < end ? from + transform_size : end};
    if (is_gradient)
        for (long block = 0; block < g->filter_blocks; block++)
            g->kernels->transform_gradients(&g->plan, range, block, g->dy, g->m);
    else
        for (long block = 0; block < g->plan.input_channels / 16; block++)
            g->kernels->transform_inputs(&g->plan, range, block, g->input, g->x, g->v);
}

static long smaller(long a, long b) { return a < b ? a : b; }

static float *sums_at(const weight_gradient *g, long group, long panel, long block) {
    return g->sums + group * 36 * g->product + ((panel % group_panels) * group_blocks + block % group_blocks) * 16 * 32;
}

// Calls `body` for each panel and block of a group, which may be cut off at the end of channels and filters.
#define EACH_IN_GROUP(g, group, panel, block)                                                                        \
    for (long panel = (group) / (g)->filter_groups * group_panels;                                                   \
         panel < smaller(((group) / (g)->filter_groups + 1) * group_panels, (g)->channel_panels); panel++)           \
        for (long block = (group) % (g)->filter_groups * group_blocks;                                               \
             block < smaller(((group) % (g)->filter_groups + 1) * group_blocks, (g)->filter_blocks); block++)

static void multiply(const weight_gradient *g, long group, int product) {
    const ck_winograd_plan *plan = &g->plan;
    const long block_size = plan->chunk_size * 16, none = 0;
    const float *v = g->v + product * plan->input_point, *m = g->m + product * plan->output_point;
    EACH_IN_GROUP(g, group, panel, block) {
        const ck_outer_products products = {
            .rows = 16, .a = m + block * block_size, .b = v + panel * 2 * block_size, .a_offsets = &none,
            .b_offsets = &none, .segments = 1, .pixels = chunk_tiles(g), .a_step = 16, .b_step = 16,
            .b_half = block_size, .c = sums_at(g, group, panel, block) + product * g->product, .c_row = 32,
            .c_half = 16, .adds = g->chunk > 0,
        };
        g->microkernels->outer_products(&products);
    }
}

static void transform_back(const weight_gradient *g, long group) {
    EACH_IN_GROUP(g, group, panel, block)
        g->kernels->transform_weight_gradients(
            &g->plan, block * 16, panel * 32, sums_at(g, group, panel, block), g->product, g->dw, g->accumulate);
}

static void whole_group(void *context, long group) {
    const weight_gradient *g = context;
    for (int product = 0; product < 36; product++) multiply(g, group, product);
    if (g->chunk == g->plan.chunks - 1) transform_back(g, group);
}

static void one_product(void *context, long unit) {
    const weight_gradient *g = context;
    multiply(g, unit / 36, (int)(unit % 36));
}

static void one_group_back(void *context, long group) { transform_back(context, group); }

void ck_winograd_convolve_backward_weights(
    const ck_convolution *convolution, const float *x, const ck_input_transform *input, const float *dy, float *dw,
    int accumulate) {
    weight_gradient g = {
        .plan = ck_winograd_plan_for_weights(convolution),
        .kernels = ck_winograd_kernels_for(ck_current_instruction_set()),
        .microkernels = ck_microkernels_for(ck_current_instruction_set()),
        .x = x, .dy = dy, .input = input, .dw = dw, .accumulate = accumulate,
        .filter_blocks = convolution->filters / 16, .channel_panels = (convolution->channels + 31) / 32,
    };
    const ck_winograd_plan *plan = &g.plan;
    g.filter_groups = (g.filter_blocks + group_blocks - 1) / group_blocks;
    g.groups = g.filter_groups * ((g.channel_panels + group_panels - 1) / group_panels);
    // An odd number of cache lines apart, as the transformed tiles are.
    g.product = group_panels * group_blocks * 16 * 32 + 16;
    g.sums = ck_borrow_scratch((size_t)(g.groups * 36 * g.product));
    g.v = ck_borrow_scratch((size_t)(36 * (plan->input_point + plan->output_point)));
    g.m = g.v + 36 * plan->input_point;
    for (g.chunk = 0; g.chunk < plan->chunks; g.chunk++) {
        ck_parallel(2 * transform_units(&g), transform, &g);
        if (g.groups >= enough_groups)
            ck_parallel(g.groups, whole_group, &g);
        else
            ck_parallel(g.groups * 36, one_product, &g);
    }
    if (g.groups < enough_groups) ck_parallel(g.groups, one_group_back, &g);
    ck_return_scratch(g.v);
    ck_return_scratch(g.sums);
}
