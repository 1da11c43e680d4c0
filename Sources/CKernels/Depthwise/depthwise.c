// A unit makes some rows of results: for each pixel the list of taps that lie within the source, then their sum, a panel of
// 32 channels at a time, which direct convolution's epilogues finish.

#include "Depthwise/depthwise.h"

#include "Depthwise/depthwise_kernels.h"
#include "Direct/direct_kernels.h"
#include "Direct/sums.h"
#include "CKernelsThreads.h"
#include "Scratch/scratch.h"

enum { panel_width = 32, wanted_pixels = 392, wanted_slots = 32 };

int ck_depthwise_serves(const ck_convolution *c) {
    return c->groups == c->channels && c->filters == c->channels && c->groups > 1;
}

void ck_depthwise_pack_weights(const ck_convolution *c, const float *w, float *packed) {
    long taps = c->kernel_height * c->kernel_width;
    for (long channel = 0; channel < c->channels; channel++)
        for (long tap = 0; tap < taps; tap++) packed[tap * c->channels + channel] = w[channel * taps + tap];
}

// One axis, in the direction of the work: forward from outputs to inputs, or back.
typedef struct {
    long results, sources, taps, stride, padding, dilation;
    int is_forward;
} axis;

// Where tap `tap` of `result` looks, or −1.
static long source_of(const axis *a, long result, long tap) {
    if (a->is_forward) {
        long source = result * a->stride - a->padding + tap * a->dilation;
        return source < a->sources ? source : -1;
    }
    long distance = result + a->padding - tap * a->dilation;
    if (distance < 0 || distance % a->stride) return -1;
    return distance / a->stride < a->sources ? distance / a->stride : -1;
}

typedef struct {
    long images, channels;
    axis rows, columns;
    const float *source, *packed;
    const ck_input_transform *input;
    const ck_output_transform *output;
    const ck_gradient_transform *gradient;
    float *result;
    float *sums;
    long sum_kinds, rows_per_unit, units;
    const ck_depthwise_kernels *kernels;
    const ck_direct_kernels *direct_kernels;
} work;

// The taps of one pixel; both lists have room for all of them.
static long list_taps(const work *w, long image, long row, long column, long *sources, long *taps) {
    long count = 0;
    for (long i = 0; i < w->rows.taps; i++) {
        long source_row = source_of(&w->rows, row, i);
        if (source_row < 0) continue;
        for (long j = 0; j < w->columns.taps; j++) {
            long source_column = source_of(&w->columns, column, j);
            if (source_column < 0) continue;
            sources[count] = ((image * w->rows.sources + source_row) * w->columns.sources + source_column) * w->channels;
            taps[count++] = (i * w->columns.taps + j) * w->channels;
        }
    }
    return count;
}

static void make_rows(void *context, long unit) {
    const work *w = context;
    long all_rows = w->images * w->rows.results;
    long first = unit * w->rows_per_unit, end = first + w->rows_per_unit < all_rows ? first + w->rows_per_unit : all_rows;
    long most_taps = w->rows.taps * w->columns.taps;
    long *sources = (long *)ck_borrow_scratch((size_t)(2 * most_taps) * sizeof(long) / sizeof(float));
    long *taps = sources + most_taps;
    float *sums = w->sums ? w->sums + unit * w->sum_kinds * w->channels : NULL, values[panel_width];
    for (long i = 0; sums && i < w->sum_kinds * w->channels; i++) sums[i] = 0;
    for (long row = first; row < end; row++)
        for (long column = 0; column < w->columns.results; column++) {
            long place = (row * w->columns.results + column) * w->channels;
            ck_tap_sum sum = {
                .source = w->source, .weights = w->packed, .sources = sources, .taps = taps, .input = w->input, .to = values,
                .tap_count = list_taps(w, row / w->rows.results, row % w->rows.results, column, sources, taps),
            };
            ck_finished_tile tile = {
                .tile = values, .rows = 1, .places = &place, .channel_count = w->channels, .sums = sums,
            };
            for (long channel = 0; channel < w->channels; channel += panel_width) {
                long left = w->channels - channel;
                sum.channel = tile.first_channel = channel;
                sum.columns = tile.columns = left < panel_width ? (int)left : panel_width;
                w->kernels->sum_taps(&sum);
                if (w->gradient) w->direct_kernels->finish_gradient(&tile, w->gradient, w->result);
                else w->direct_kernels->finish_output(&tile, w->output, w->result);
            }
        }
    ck_return_scratch((float *)sources);
}

static work plan(const ck_convolution *c, int is_forward, const float *source, const float *packed, float *result) {
    work w = {
        .images = c->images, .channels = c->channels,
        .rows = {c->output_height, c->height, c->kernel_height, c->stride_height, c->padding_height, c->dilation_height, 1},
        .columns = {c->output_width, c->width, c->kernel_width, c->stride_width, c->padding_width, c->dilation_width, 1},
        .source = source, .packed = packed, .result = result, .sum_kinds = is_forward ? 2 : 3,
        .kernels = ck_current_depthwise_kernels(), .direct_kernels = ck_current_direct_kernels(),
    };
    if (!is_forward) {
        w.rows.results = c->height;
        w.rows.sources = c->output_height;
        w.columns.results = c->width;
        w.columns.sources = c->output_width;
        w.rows.is_forward = w.columns.is_forward = 0;
    }
    return w;
}

static void run(work *w, double *sums) {
    long all_rows = w->images * w->rows.results;
    w->rows_per_unit = w->columns.results < wanted_pixels ? wanted_pixels / w->columns.results : 1;
    w->units = (all_rows + w->rows_per_unit - 1) / w->rows_per_unit;
    long sums_per_unit = w->sum_kinds * w->channels;
    if (sums) w->sums = ck_borrow_scratch((size_t)(w->units * sums_per_unit));
    ck_parallel(w->units, make_rows, w);
    if (sums) ck_add_up_sums(w->sums, w->units, sums_per_unit, sums);
    ck_return_scratch(w->sums);
}

void ck_depthwise_convolve(
    const ck_convolution *c, const float *x, const ck_input_transform *input, const float *packed,
    const ck_output_transform *output, float *y) {
    work w = plan(c, 1, x, packed, y);
    w.input = input;
    w.output = output;
    run(&w, output ? output->sums : NULL);
}

void ck_depthwise_convolve_backward_data(
    const ck_convolution *c, const float *dy, const float *packed, const ck_gradient_transform *gradient, float *dx) {
    work w = plan(c, 0, dy, packed, dx);
    w.gradient = gradient;
    run(&w, gradient ? gradient->sums : NULL);
}

typedef struct {
    work w;
    const float *dy;
    float *slots;
    long slot_count;
} weights_work;

// The outputs of a row whose tap lies within the source: first … end − 1.
static void list_outputs(const axis *a, long tap, long *first, long *end) {
    *first = 0;
    *end = a->results;
    while (*first < *end && source_of(a, *first, tap) < 0) ++*first;
    while (*end > *first && source_of(a, *end - 1, tap) < 0) --*end;
}

static void make_slot(void *context, long slot) {
    const weights_work *ww = context;
    const work *w = &ww->w;
    long all_rows = w->images * w->rows.results, taps = w->rows.taps * w->columns.taps;
    float *sums = ww->slots + slot * taps * w->channels;
    for (long i = 0; i < taps * w->channels; i++) sums[i] = 0;
    for (long row = all_rows * slot / ww->slot_count; row < all_rows * (slot + 1) / ww->slot_count; row++)
        for (long i = 0; i < w->rows.taps; i++) {
            long source_row = source_of(&w->rows, row % w->rows.results, i);
            if (source_row < 0) continue;
            const float *x =
                w->source + (row / w->rows.results * w->rows.sources + source_row) * w->columns.sources * w->channels;
            for (long j = 0; j < w->columns.taps; j++) {
                long first, end;
                list_outputs(&w->columns, j, &first, &end);
                if (first == end) continue;
                ck_pixel_sum sum = {
                    .x = x + source_of(&w->columns, first, j) * w->channels,
                    .dy = ww->dy + (row * w->columns.results + first) * w->channels, .pixels = end - first,
                    .x_step = w->columns.stride * w->channels, .dy_step = w->channels, .channels = w->channels,
                    .input = w->input, .to = sums + (i * w->columns.taps + j) * w->channels,
                };
                w->kernels->sum_pixels(&sum);
            }
        }
}

void ck_depthwise_convolve_backward_weights(
    const ck_convolution *c, const float *x, const ck_input_transform *input, const float *dy, float *dw,
    int accumulate) {
    weights_work ww = {.w = plan(c, 1, x, NULL, NULL), .dy = dy};
    ww.w.input = input;
    long all_rows = c->images * c->output_height, taps = c->kernel_height * c->kernel_width;
    ww.slot_count = all_rows < wanted_slots ? all_rows : wanted_slots;
    ww.slots = ck_borrow_scratch((size_t)(ww.slot_count * taps * c->channels));
    ck_parallel(ww.slot_count, make_slot, &ww);
    for (long channel = 0; channel < c->channels; channel++)
        for (long tap = 0; tap < taps; tap++) {
            double sum = accumulate ? dw[channel * taps + tap] : 0;
            for (long slot = 0; slot < ww.slot_count; slot++)
                sum += ww.slots[(slot * taps + tap) * c->channels + channel];
            dw[channel * taps + tap] = (float)sum;
        }
    ck_return_scratch(ww.slots);
}
