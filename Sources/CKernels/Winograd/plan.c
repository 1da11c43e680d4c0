#include "Winograd/plan.h"

static long at_least(long value, long least) { return value < least ? least : value; }
static long at_most(long value, long most) { return value > most ? most : value; }
static long divide_up(long a, long b) { return (a + b - 1) / b; }
static long odd_lines(long floats) { return (floats / 16 | 1) * 16; }

static void cut(ck_winograd_plan *plan, long chunk_size) {
    plan->chunk_size = at_least(at_most(chunk_size, plan->tiles), 1);
    plan->chunks = divide_up(plan->tiles, plan->chunk_size);
    plan->input_point = odd_lines((plan->input_blocks * plan->chunk_size + 1) * 16);
    plan->output_point = odd_lines((plan->output_blocks * plan->chunk_size + 1) * 16);
}

static void count(ck_winograd_plan *plan, long height, long width) {
    plan->tiles_down = divide_up(height, 4);
    plan->tiles_across = divide_up(width, 4);
    plan->tiles = plan->images * plan->tiles_down * plan->tiles_across;
    plan->panels = divide_up(plan->output_channels, 32);
    plan->input_blocks = plan->input_channels / 16;
    plan->output_blocks = plan->panels * 2;
    plan->weight_point = odd_lines(plan->panels * plan->input_channels * 32);
}

int ck_winograd_works_together(const ck_winograd_plan *plan) {
    return plan->input_channels * plan->output_channels >= 256 * 256;
}

int ck_winograd_transforms_late(const ck_winograd_plan *plan) {
    return plan->input_channels * plan->output_channels >= 512 * 256;
}

ck_winograd_plan ck_winograd_plan_for(const ck_convolution *c, ck_direction direction) {
    ck_winograd_plan plan = {
        .images = c->images, .input_height = c->height, .input_width = c->width, .input_channels = c->channels,
        .output_height = c->output_height, .output_width = c->output_width, .output_channels = c->filters,
        .padding_height = c->padding_height, .padding_width = c->padding_width,
    };
    if (direction == ck_backward_data)
        plan = (ck_winograd_plan){
            .images = c->images, .input_height = c->output_height, .input_width = c->output_width,
            .input_channels = c->filters, .output_height = c->height, .output_width = c->width,
            .output_channels = c->channels, .padding_height = 2 - c->padding_height,
            .padding_width = 2 - c->padding_width,
        };
    count(&plan, plan.output_height, plan.output_width);
    const long floats = 36 * (plan.input_channels + plan.output_channels);
    if (ck_winograd_works_together(&plan)) {
        cut(&plan, 128);
    } else {
        // What a unit transforms fills about 1.5 MB, whole tiles of the microkernel where possible, and there are
        // enough units for all threads. From 1 to 2 MB it hardly matters: less is 4 % better from 128 channels on, more is
        // 5 % better with 64.
        long most = at_least((3 << 17) / floats / 14 * 14, 14);
        cut(&plan, at_most(most, at_least(divide_up(plan.tiles, 16 * 14) * 14, 14)));
    }
    return plan;
}

ck_winograd_plan ck_winograd_plan_for_weights(const ck_convolution *c) {
    ck_winograd_plan plan = {
        .images = c->images, .input_height = c->height, .input_width = c->width, .input_channels = c->channels,
        .output_height = c->output_height, .output_width = c->output_width, .output_channels = c->filters,
        .padding_height = c->padding_height, .padding_width = c->padding_width,
    };
    count(&plan, plan.output_height, plan.output_width);
    plan.input_blocks += plan.input_blocks % 2;
    // What is transformed fills about 4 MB; but the sums, which are read and written for every chunk, are not to be more
    // than half of that (256 channels: 256 tiles 10 % quicker than 128).
    const long channels = plan.input_channels + plan.output_channels;
    const long least = 2 * plan.input_channels * plan.output_channels / channels;
    cut(&plan, at_most(at_least((1 << 20) / 36 / channels, least), 256));
    return plan;
}
