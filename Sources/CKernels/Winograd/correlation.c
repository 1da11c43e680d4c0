// y from x, and dx from dy: input tiles → 36 products of matrices → output tiles.
//
// Where weights are few, a unit of work takes one chunk of tiles all the way, in memory of its own that stays in the
// second-level cache. Where they are many, all threads work on one chunk of 128 tiles at a time, step by step, and each
// takes other weights: three products for four panels, about half of the second-level cache.
//
// Tried for 512 channels on 7 × 7, where U = G g Gᵀ has 37.7 MB, batch 32, one thread of a busy machine: U made panel by
// panel where it is used, all its products 36 ms (every panel reads all tiles again), three products of four panels 19 to
// 22 ms, three products from weights that are transformed in one direction already (18.9 MB) 18 ms; the whole U made
// beforehand 14 ms and the making, which a step of training pays every time.
//
// Sums over pixels are taken for each group of tiles apart and added up in order, whatever thread did which.

#include "CKernelsThreads.h"
#include "Microkernel/microkernel.h"
#include "Scratch/scratch.h"
#include "Winograd/kernels.h"
#include "Winograd/winograd.h"

#include <string.h>

// Where threads work together: tiles that a unit transforms, and panels of weights that it uses.
enum { group_size = 16, panels_together = 4 };

typedef struct {
    ck_winograd_plan plan;
    const ck_winograd_kernels *kernels;
    const ck_microkernels *microkernels;
    const float *input, *packed;
    float *result;
    const ck_input_transform *input_transform;
    // One of them, or neither.
    const ck_output_transform *output_transform;
    const ck_gradient_transform *gradient_transform;
    int is_gradient, works_together, transforms_late;
    // [groups][sum_count][output_channels], or NULL.
    double *group_sums;
    long sum_count;
    // While threads work together: the chunk, and its transformed tiles.
    long chunk, first_group;
    float *v, *m;
} correlation;

static double *sums_of_group(const correlation *c, long group) {
    return c->group_sums ? c->group_sums + group * c->sum_count * c->plan.output_channels : NULL;
}

static void transform_inputs(const correlation *c, ck_tile_range range, float *v) {
    for (long block = 0; block < c->plan.input_blocks; block++)
        c->kernels->transform_inputs(&c->plan, range, block, c->input_transform, c->input, v);
}

static void transform_outputs(const correlation *c, ck_tile_range range, const float *m, double *sums) {
    for (long block = 0; block < c->plan.output_channels / 16; block++)
        if (c->is_gradient)
            c->kernels->transform_input_gradients(
                &c->plan, range, block, m, c->gradient_transform, c->result, sums);
        else
            c->kernels->transform_outputs(&c->plan, range, block, m, c->output_transform, c->result, sums);
}

// m = v · u for one product, one panel and all tiles of a chunk.
static void multiply(const correlation *c, long tiles, long product, long panel, const float *v, const float *u, float *m) {
    const ck_winograd_plan *plan = &c->plan;
    const long block = plan->chunk_size * 16;
    long offsets[plan->input_blocks];
    for (long i = 0; i < plan->input_blocks; i++) offsets[i] = i * block;
    v += product * plan->input_point;
    m += product * plan->output_point + panel * 2 * block;
    // As equal as can be: 49 tiles are 13, 12, 12 and 12 rows.
    const long steps = (tiles + ck_tile_rows - 1) / ck_tile_rows;
    for (long step = 0; step < steps; step++) {
        const long from = tiles * step / steps, to = tiles * (step + 1) / steps;
        const float *rows[ck_tile_rows];
        for (long tile = from; tile < to; tile++) rows[tile - from] = v + tile * 16;
        const ck_row_products products = {
            .rows = (int)(to - from), .a = rows, .offsets = offsets, .blocks = plan->input_blocks, .depth = 16, .b = u,
            .c = m + from * 16, .c_row = 16, .c_half = block,
        };
        c->microkernels->row_products(&products);
    }
}

static void whole_chunk(void *context, long chunk) {
    const correlation *c = context;
    const ck_winograd_plan *plan = &c->plan;
    const long first = ck_first_tile(plan, chunk), end = ck_first_tile(plan, chunk + 1);
    const ck_tile_range range = {first, first, end};
    float *v = ck_borrow_scratch((size_t)(36 * (plan->input_point + plan->output_point)));
    float *m = v + 36 * plan->input_point;
    transform_inputs(c, range, v);
    for (long product = 0; product < 36; product++)
        for (long panel = 0; panel < plan->panels; panel++)
            multiply(
                c, end - first, product, panel, v,
                c->packed + product * plan->weight_point + panel * plan->input_channels * 32, m);
    transform_outputs(c, range, m, sums_of_group(c, chunk));
    ck_return_scratch(v);
}

static long group_count(long tiles) { return (tiles + group_size - 1) / group_size; }

static ck_tile_range group_range(const correlation *c, long group) {
    const long first = ck_first_tile(&c->plan, c->chunk), end = ck_first_tile(&c->plan, c->chunk + 1);
    const long from = first + group * group_size;
    return (ck_tile_range){first, from, from + group_size < end ? from + group_size : end};
}

static void inputs_of_group(void *context, long group) {
    const correlation *c = context;
    transform_inputs(c, group_range(c, group), c->v);
}

static void outputs_of_group(void *context, long group) {
    const correlation *c = context;
    transform_outputs(c, group_range(c, group), c->m, sums_of_group(c, c->first_group + group));
}

static void products_of_panels(void *context, long unit) {
    const correlation *c = context;
    const ck_winograd_plan *plan = &c->plan;
    const long half_row = unit % 12, first = unit / 12 * panels_together;
    const long end = first + panels_together < plan->panels ? first + panels_together : plan->panels;
    const long tiles = ck_first_tile(plan, c->chunk + 1) - ck_first_tile(plan, c->chunk);
    const long product_size = plan->input_channels * 32, panel_size = 3 * product_size;
    float *late = c->transforms_late ? ck_borrow_scratch((size_t)(panels_together * panel_size)) : NULL;
    for (long panel = first; late && panel < end; panel++)
        c->kernels->transform_half_row(plan, panel, half_row, c->packed, late + (panel - first) * panel_size);
    for (int i = 0; i < 3; i++)
        for (long panel = first; panel < end; panel++) {
            const long product = half_row * 3 + i;
            const float *u = late ? late + (panel - first) * panel_size + i * product_size
                                  : c->packed + product * plan->weight_point + panel * product_size;
            multiply(c, tiles, product, panel, c->v, u, c->m);
        }
    ck_return_scratch(late);
}

static long all_groups(const ck_winograd_plan *plan, int works_together) {
    if (!works_together) return plan->chunks;
    long groups = 0;
    for (long chunk = 0; chunk < plan->chunks; chunk++)
        groups += group_count(ck_first_tile(plan, chunk + 1) - ck_first_tile(plan, chunk));
    return groups;
}

static void correlate_together(correlation *c) {
    const ck_winograd_plan *plan = &c->plan;
    c->v = ck_borrow_scratch((size_t)(36 * (plan->input_point + plan->output_point)));
    c->m = c->v + 36 * plan->input_point;
    for (c->chunk = 0; c->chunk < plan->chunks; c->chunk++) {
        const long groups = group_count(ck_first_tile(plan, c->chunk + 1) - ck_first_tile(plan, c->chunk));
        ck_parallel(groups, inputs_of_group, c);
        ck_parallel((plan->panels + panels_together - 1) / panels_together * 12, products_of_panels, c);
        ck_parallel(groups, outputs_of_group, c);
        c->first_group += groups;
    }
    ck_return_scratch(c->v);
}

static void correlate(correlation *c, double *sums) {
    const ck_winograd_plan *plan = &c->plan;
    c->works_together = ck_winograd_works_together(plan);
    c->transforms_late = ck_winograd_transforms_late(plan);
    c->kernels = ck_winograd_kernels_for(ck_current_instruction_set());
    c->microkernels = ck_microkernels_for(ck_current_instruction_set());
    const long groups = all_groups(plan, c->works_together), count = c->sum_count * plan->output_channels;
    float *scratch = sums ? ck_borrow_scratch((size_t)(groups * count) * (sizeof(double) / sizeof(float))) : NULL;
    c->group_sums = (double *)scratch;
    if (c->works_together)
        correlate_together(c);
    else
        ck_parallel(plan->chunks, whole_chunk, c);
    if (!sums) return;
    memset(sums, 0, (size_t)count * sizeof(double));
    for (long group = 0; group < groups; group++)
        for (long i = 0; i < count; i++) sums[i] += c->group_sums[group * count + i];
    ck_return_scratch(scratch);
}

void ck_winograd_convolve(
    const ck_convolution *convolution, const float *x, const ck_input_transform *input, const float *packed,
    const ck_output_transform *output, float *y) {
    correlation c = {
        .plan = ck_winograd_plan_for(convolution, ck_forward), .input = x, .packed = packed, .result = y,
        .input_transform = input, .output_transform = output, .sum_count = 2,
    };
    correlate(&c, output ? output->sums : NULL);
}

void ck_winograd_convolve_backward_data(
    const ck_convolution *convolution, const float *dy, const float *packed, const ck_gradient_transform *gradient,
    float *dx) {
    correlation c = {
        .plan = ck_winograd_plan_for(convolution, ck_backward_data), .input = dy, .packed = packed, .result = dx,
        .gradient_transform = gradient, .is_gradient = 1, .sum_count = 3,
    };
    correlate(&c, gradient ? gradient->sums : NULL);
}
