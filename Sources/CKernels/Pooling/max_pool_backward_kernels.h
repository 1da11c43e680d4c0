// Max pooling's gradient. Each pixel of x gathers from the windows that hold it those gradients whose tap it was: no two
// threads write to one place, and the order of the sum is that of the windows.

#include "Vectors/lanes.h"
// After the lanes, which it uses.
#include "Pooling/taps.h"

// A window that holds the pixel: where its gradients begin, and the tap that the pixel is.
typedef struct {
    long at;
    int32_t tap;
} NAME(holding);

INLINE void NAME(gather_vector)(
    const max_pool_backward *p, const NAME(holding) *windows, const long count_of_windows, long at, long channel,
    const int count) {
    vec sum = {0};
    for (long i = 0; i < count_of_windows; i++) {
        vec_mask taps = NAME(load_taps)(p->bytes, p->words, windows[i].at + channel, count);
        vec_mask is_tap = taps == (vec_mask){0} + windows[i].tap;
        sum += l_keep(is_tap, l_load(p->dy + windows[i].at + channel, count));
    }
    if (p->combine.x) {
        vec constant = l_load(p->combine.b + channel, count) * l_load(p->combine.x + at + channel, count)
            + l_load(p->combine.c + channel, count);
        sum = l_load(p->combine.a + channel, count) * sum + constant;
    }
    const long ahead = p->shape->width * p->shape->channels;
    __builtin_prefetch(p->dx + at + channel + ahead, 1, 2);
    l_store(p->dx + at + channel, sum, count);
}

INLINE void NAME(gather_channels)(
    const max_pool_backward *p, const NAME(holding) *windows, const long count_of_windows, long at) {
    long channels = p->shape->channels, channel = 0;
    for (; channel + LANES <= channels; channel += LANES)
        NAME(gather_vector)(p, windows, count_of_windows, at, channel, LANES);
    if (channel < channels) NAME(gather_vector)(p, windows, count_of_windows, at, channel, (int)(channels - channel));
}

// Windows of 3 × 3 at stride 2 hold a pixel one, two or four times. With the number known, the loop over them is gone.
INLINE void NAME(gather_pixel)(const max_pool_backward *p, const NAME(holding) *windows, long found, long at) {
    if (found == 1)
        NAME(gather_channels)(p, windows, 1, at);
    else if (found == 2)
        NAME(gather_channels)(p, windows, 2, at);
    else if (found == 4)
        NAME(gather_channels)(p, windows, 4, at);
    else
        NAME(gather_channels)(p, windows, found, at);
}

// Rows of x, those of all images counted through.
static void NAME(max_pool_backward_unit)(void *context, long unit) {
    const max_pool_backward p = *(const max_pool_backward *)context;
    const ck_pooling s = *p.shape;
    const long kernel = s.kernel_height * s.kernel_width;
    NAME(holding) few[16], *many = NULL;
    if (kernel > 16)
        many = (NAME(holding) *)ck_borrow_scratch((size_t)kernel * sizeof(NAME(holding)) / sizeof(float));
    NAME(holding) *windows = many ? many : few;
    long begin = unit * p.rows_in_unit, end = least(begin + p.rows_in_unit, s.images * s.height);
    for (long row = begin; row < end; row++) {
        const long row_count = p.rows.counts[row % s.height], image = row / s.height * s.output_height;
        const holder *rows = p.rows.all + row % s.height * s.kernel_height;
        for (long column = 0; column < s.width; column++) {
            const long column_count = p.columns.counts[column];
            const holder *columns = p.columns.all + column * s.kernel_width;
            long found = 0;
            for (long i = 0; i < row_count; i++)
                for (long j = 0; j < column_count; j++) {
                    long window = (image + rows[i].window) * s.output_width + columns[j].window;
                    int32_t tap = (int32_t)(rows[i].tap * s.kernel_width + columns[j].tap);
                    windows[found++] = (NAME(holding)){window * s.channels, tap};
                }
            NAME(gather_pixel)(&p, windows, found, (row * s.width + column) * s.channels);
        }
    }
    ck_return_scratch((float *)many);
}

// Windows side by side (the stride is the kernel's size, no padding): a window's gradient is read once and written to all
// of its pixels. Rows of the output; the pixels that no window holds go with the last of their row or image.
INLINE void NAME(spread_vector)(
    const max_pool_backward *p, long from, float *dx, const long rows, const long columns, const int count) {
    const ck_pooling *s = p->shape;
    vec gradient = l_load(p->dy + from, count);
    vec_mask taps = NAME(load_taps)(p->bytes, p->words, from, count);
    for (long i = 0; i < rows; i++)
        for (long j = 0; j < columns; j++) {
            vec_mask is_tap = taps == (vec_mask){0} + (int32_t)(i * columns + j);
            l_store(dx + (i * s->width + j) * s->channels, l_keep(is_tap, gradient), count);
        }
}

INLINE void NAME(spread_row)(
    const max_pool_backward *p, long row, float *dx, const long rows, const long columns) {
    const ck_pooling *s = p->shape;
    for (long window = 0; window < s->output_width; window++) {
        long from = (row * s->output_width + window) * s->channels, channel = 0;
        float *to = dx + window * columns * s->channels;
        for (; channel + LANES <= s->channels; channel += LANES)
            NAME(spread_vector)(p, from + channel, to + channel, rows, columns, LANES);
        if (channel < s->channels)
            NAME(spread_vector)(p, from + channel, to + channel, rows, columns, (int)(s->channels - channel));
    }
}

static void NAME(max_pool_spread_unit)(void *context, long unit) {
    const max_pool_backward p = *(const max_pool_backward *)context;
    const ck_pooling s = *p.shape;
    long begin = unit * p.rows_in_unit, end = least(begin + p.rows_in_unit, s.images * s.output_height);
    for (long row = begin; row < end; row++) {
        long image = row / s.output_height, top = row % s.output_height * s.kernel_height;
        float *dx = p.dx + (image * s.height + top) * s.width * s.channels;
        if (s.kernel_height == 2 && s.kernel_width == 2)
            NAME(spread_row)(&p, row, dx, 2, 2);
        else
            NAME(spread_row)(&p, row, dx, s.kernel_height, s.kernel_width);
        size_t rest = (size_t)((s.width - s.output_width * s.kernel_width) * s.channels) * sizeof(float);
        for (long i = 0; rest && i < s.kernel_height; i++)
            memset(dx + (i * s.width + s.output_width * s.kernel_width) * s.channels, 0, rest);
        long next = top + s.kernel_height;
        if (row % s.output_height == s.output_height - 1)
            memset(
                dx + s.kernel_height * s.width * s.channels, 0,
                (size_t)((s.height - next) * s.width * s.channels) * sizeof(float));
    }
}
