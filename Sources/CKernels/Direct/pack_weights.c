// Weights in the order in which the microkernel reads them: see ck_gather's panel_floats.
//
// Forward, a panel's 32 columns are filters and its rows channels, so squares of 16 are turned over; to data, they are
// channels and filters, as they lie in w. (A training step packs every layer's weights anew, so this is done in vectors
// and on all threads.)

#include "Depthwise/depthwise.h"
#include "Direct/direct.h"
#include "Direct/direct_kernels.h"
#include "Direct/gather.h"
#include "CKernelsThreads.h"
#include "Scratch/scratch.h"

#include <string.h>

enum { lanes = 16, panel_width = 32 };

typedef struct {
    const ck_convolution *convolution;
    ck_gather gather;
    ck_direction direction;
    const float *w;
    float *packed;
} packing;

// One tap, `rows` source channels from `source` on, 32 result channels from `result` on, all within a group.
static void pack_tap(const packing *p, long group, ck_tap tap, long source, int rows, long result, float *to) {
    const ck_convolution *c = p->convolution;
    const ck_direct_kernels *kernels = ck_current_direct_kernels();
    long channels = c->channels / c->groups, filters = c->filters / c->groups;
    long filter_floats = c->kernel_height * c->kernel_width * channels;
    const float *group_w = p->w + group * filters * filter_floats + (tap.row * c->kernel_width + tap.column) * channels;
    for (int half = 0; half < 2; half++) {
        long left = p->gather.group_results - result - half * lanes;
        ck_weight_tile tile = {
            .rows = rows, .columns = left < 0 ? 0 : left > lanes ? lanes : (int)left,
            .from_row = filter_floats, .to = to + half * lanes,
        };
        if (p->direction == ck_forward) {
            tile.from = group_w + (result + half * lanes) * filter_floats + source;
            kernels->transpose_weights(&tile);
        } else {
            tile.from = group_w + source * filter_floats + result + half * lanes;
            kernels->copy_weights(&tile);
        }
    }
}

static void pack_panel(void *context, long unit) {
    const packing *p = context;
    const ck_gather *g = &p->gather;
    long group = unit / g->panels, panel = unit % g->panels;
    float *to = p->packed + unit * g->panel_floats;
    ck_tap *taps = (ck_tap *)ck_borrow_scratch((size_t)(g->rows.taps * g->column_taps) * sizeof(ck_tap) / sizeof(float));
    // Taps that lie side by side are packed one by one all the same.
    long taps_in_depth = p->convolution->kernel_width / g->column_taps, before;
    for (long row_phase = 0; row_phase < g->rows.phases; row_phase++)
        for (long column_phase = 0; column_phase < g->columns.phases; column_phase++) {
            long count = ck_taps_of_phase(g, row_phase, column_phase, taps, &before);
            for (long block = 0; block < g->blocks; block++)
                for (long index = 0; index < count; index++)
                    for (long next = 0; next < taps_in_depth; next++) {
                        long source = block * g->pitch, rows = g->group_sources - source;
                        if (rows > g->pitch) rows = g->pitch;
                        ck_tap tap = {taps[index].row, taps[index].column + next};
                        pack_tap(p, group, tap, source, (int)rows, panel * panel_width, to);
                        memset(to + rows * panel_width, 0, (size_t)((g->pitch - rows) * panel_width) * sizeof *to);
                        to += g->pitch * panel_width;
                    }
        }
    ck_return_scratch((float *)taps);
}

void ck_direct_pack_weights(const ck_convolution *convolution, ck_direction direction, const float *w, float *packed) {
    if (ck_depthwise_serves(convolution)) {
        ck_depthwise_pack_weights(convolution, w, packed);
        return;
    }
    if (direction == ck_forward && ck_uses_stem(convolution)) {
        ck_stem_pack_weights(convolution, w, packed);
        return;
    }
    packing p = {convolution, ck_plan_gather(convolution, direction), direction, w, packed};
    ck_parallel(p.gather.groups * p.gather.panels, pack_panel, &p);
}

size_t ck_direct_packed_weights_count(const ck_convolution *convolution, ck_direction direction) {
    if (ck_depthwise_serves(convolution))
        return (size_t)(convolution->kernel_height * convolution->kernel_width * convolution->channels);
    if (direction == ck_forward && ck_uses_stem(convolution)) return ck_stem_packed_weights_count(convolution);
    ck_gather g = ck_plan_gather(convolution, direction);
    return (size_t)(g.groups * g.panels * g.panel_floats);
}

// Taps are put in order by phase, which the stride decides, and dilation and padding modulo the stride.
static long phase_kind(long stride, long dilation, long padding) {
    enum { base = 1024 };
    return stride == 1 ? 0 : (stride * base + dilation % stride) * base + padding % stride;
}

// Forward, the order depends on the weights' shape alone.
long ck_direct_packed_weights_kind(const ck_convolution *c, ck_direction direction) {
    if (ck_depthwise_serves(c)) return 0;
    if (direction == ck_forward) return ck_uses_stem(c) ? -1 : 1;
    return 2 + (phase_kind(c->stride_height, c->dilation_height, c->padding_height) << 30)
        + phase_kind(c->stride_width, c->dilation_width, c->padding_width);
}
