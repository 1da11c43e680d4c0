#include "Direct/gather.h"

enum { lanes = 16, panel_width = 32 };

ck_gather ck_plan_gather(const ck_convolution *c, ck_direction direction) {
    int is_forward = direction == ck_forward;
    ck_gather g = {
        .images = c->images, .groups = c->groups,
        .source_channels = is_forward ? c->channels : c->filters,
        .result_channels = is_forward ? c->filters : c->channels,
    };
    g.group_sources = g.source_channels / g.groups;
    g.group_results = g.result_channels / g.groups;
    g.is_thin = g.group_sources < lanes;
    g.pitch = g.is_thin ? g.group_sources : lanes;
    g.blocks = (g.group_sources + g.pitch - 1) / g.pitch;
    if (is_forward) {
        g.rows = ck_forward_axis(
            c->height, c->output_height, c->kernel_height, c->stride_height, c->padding_height, c->dilation_height, 0);
        g.columns = ck_forward_axis(
            c->width, c->output_width, c->kernel_width, c->stride_width, c->padding_width, c->dilation_width, g.is_thin);
    } else {
        g.rows = ck_backward_axis(
            c->output_height, c->height, c->kernel_height, c->stride_height, c->padding_height, c->dilation_height);
        g.columns = ck_backward_axis(
            c->output_width, c->width, c->kernel_width, c->stride_width, c->padding_width, c->dilation_width);
    }
    int whole_rows = is_forward && g.is_thin && c->dilation_width == 1;
    g.column_taps = whole_rows ? 1 : c->kernel_width;
    g.depth = whole_rows ? g.pitch * c->kernel_width : g.pitch;
    g.panels = (g.group_results + panel_width - 1) / panel_width;
    g.panel_floats = g.blocks * g.rows.taps * g.column_taps * g.depth * panel_width;
    return g;
}

long ck_taps_of_phase(const ck_gather *g, long row_phase, long column_phase, ck_tap *taps, long *before) {
    long count = 0;
    *before = 0;
    for (long row = 0; row < g->rows.taps; row++)
        for (long column = 0; column < g->column_taps; column++) {
            long a = ck_tap_phase(&g->rows, row), b = ck_tap_phase(&g->columns, column);
            if (a == row_phase && b == column_phase) taps[count++] = (ck_tap){row, column};
            else if (a < row_phase || (a == row_phase && b < column_phase)) ++*before;
        }
    return count;
}
