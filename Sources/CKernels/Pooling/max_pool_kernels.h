// Max pooling: for each window, sixteen channels at a time, the largest value and the tap that it came from. Memory is
// what takes the time, so a value is simply read by each window that holds it (from the cache), and windows of every
// shape go through one loop; those of 2 × 2 and 3 × 3 in the image's inside have it unrolled.
//
// What helped, on Zen 5 (205 MB, one thread): reading ahead by the rows of one window, 19 to 9 ms for 2 × 2; taking the
// maximum first and looking for its tap then, instead of both at once in one chain of comparisons.

#include "Vectors/lanes.h"
// After the lanes, which it uses.
#include "Pooling/taps.h"

// What a window does, one vector of channels at a time.
typedef struct {
    // At the window's first tap inside the image, first channel of the vector.
    const float *x;
    long row_step, step;
    vec scale, shift;
    long first_tap, kernel_width;
} NAME(window);

INLINE vec NAME(value_of_tap)(const NAME(window) *w, long row, long column, const int is_plain, const int count) {
    vec value = l_load(w->x + row * w->row_step + column * w->step, count);
    return is_plain ? value : w->scale * value + w->shift;
}

INLINE vec_mask NAME(number_of_tap)(const NAME(window) *w, long row, long column) {
    return (vec_mask){0} + (int32_t)(w->first_tap + row * w->kernel_width + column);
}

// The definition, as PyTorch has it: a value wins if it is larger or NaN.
INLINE vec NAME(maximum_with_nan)(
    const NAME(window) *w, vec best, vec_mask *winner, long rows, long columns, const int is_plain, const int count) {
    for (long row = 0; row < rows; row++)
        for (long column = 0; column < columns; column++) {
            vec value = NAME(value_of_tap)(w, row, column, is_plain, count);
            vec_mask is_better = (vec_mask)(value > best) | (vec_mask)(value != value);
            best = v_select(is_better, value, best);
            *winner = l_pick(is_better, NAME(number_of_tap)(w, row, column), *winner);
        }
    return best;
}

INLINE void NAME(max_of_window)(
    const max_pool *p, const float *x, long channel, long at, long first_tap, const long rows, const long columns,
    const int is_plain, const int count) {
    const ck_pooling *s = p->shape;
    NAME(window) w = {
        .x = x,
        .row_step = s->dilation_height * s->width * s->channels,
        .step = s->dilation_width * s->channels,
        .scale = p->input.scale ? l_load(p->input.scale + channel, count) : v_splat(1),
        .shift = p->input.shift ? l_load(p->input.shift + channel, count) : (vec){0},
        .first_tap = first_tap,
        .kernel_width = s->kernel_width,
    };
    const int has_none = p->input.relu || rows * columns == 0;
    const long ahead = s->stride_height * s->width * s->channels;
    const vec least_value = p->input.relu ? (vec){0} : v_splat(-__builtin_inff());
    vec_mask winner = (vec_mask){0} + (has_none ? no_tap : (int32_t)first_tap);
    vec best = least_value, check = {0};
    for (long row = 0; row < rows; row++)
        for (long column = 0; column < columns; column++) {
            vec value = NAME(value_of_tap)(&w, row, column, is_plain, count);
            best = v_max(best, value);
            check += value;
            // What the window below reads beside what this one has.
            if (row >= rows - s->stride_height && column >= columns - s->stride_width)
                __builtin_prefetch(x + row * w.row_step + column * w.step + ahead, 0, 2);
        }
    // A NaN among the values, or two infinities: rare.
    if (__builtin_expect(l_is_any((vec_mask)(check != check)), 0)) {
        best = NAME(maximum_with_nan)(&w, least_value, &winner, rows, columns, is_plain, count);
    } else if (p->bytes || p->words) {
        // From the last to the first: the first of equal values remains.
        for (long row = rows - 1; row >= 0; row--)
            for (long column = columns - 1; column >= 0; column--) {
                vec value = NAME(value_of_tap)(&w, row, column, is_plain, count);
                winner = l_pick((vec_mask)(value == best), NAME(number_of_tap)(&w, row, column), winner);
            }
        if (p->input.relu) winner = l_pick((vec_mask)(best > (vec){0}), winner, (vec_mask){0} + no_tap);
    }
    l_store(p->y + at, best, count);
    NAME(store_taps)(p->bytes, p->words, at, winner, count);
}

INLINE void NAME(max_of_channels)(
    const max_pool *p, const float *x, long at, long first_tap, const long rows, const long columns) {
    long channels = p->shape->channels, channel = 0;
    if (!p->input.scale && !p->input.shift) {
        for (; channel + LANES <= channels; channel += LANES)
            NAME(max_of_window)(p, x + channel, channel, at + channel, first_tap, rows, columns, 1, LANES);
    } else {
        for (; channel + LANES <= channels; channel += LANES)
            NAME(max_of_window)(p, x + channel, channel, at + channel, first_tap, rows, columns, 0, LANES);
    }
    if (channel < channels)
        NAME(max_of_window)(
            p, x + channel, channel, at + channel, first_tap, rows, columns, 0, (int)(channels - channel));
}

// Rows of the output, those of all images counted through.
static void NAME(max_pool_unit)(void *context, long unit) {
    const max_pool p = *(const max_pool *)context;
    const ck_pooling s = *p.shape;
    long begin = unit * p.rows_in_unit, end = least(begin + p.rows_in_unit, s.images * s.output_height);
    for (long row = begin; row < end; row++) {
        long top = row % s.output_height * s.stride_height - s.padding_height;
        const float *image = p.x + row / s.output_height * s.height * s.width * s.channels;
        tap_range rows = taps_inside(top, s.kernel_height, s.dilation_height, s.height);
        long row_count = rows.end - rows.first;
        for (long column = 0; column < s.output_width; column++) {
            long left = column * s.stride_width - s.padding_width;
            tap_range columns = taps_inside(left, s.kernel_width, s.dilation_width, s.width);
            long column_count = columns.end - columns.first;
            long at = (row * s.output_width + column) * s.channels, first_tap = rows.first * s.kernel_width + columns.first;
            const float *x = image;
            if (row_count && column_count)
                x += ((top + rows.first * s.dilation_height) * s.width + left + columns.first * s.dilation_width) * s.channels;
            if (row_count == 2 && column_count == 2)
                NAME(max_of_channels)(&p, x, at, first_tap, 2, 2);
            else if (row_count == 3 && column_count == 3)
                NAME(max_of_channels)(&p, x, at, first_tap, 3, 3);
            else
                NAME(max_of_channels)(&p, x, at, first_tap, column_count ? row_count : 0, column_count);
        }
    }
}

// Here `y` receives the winners, and the taps are read.
static void NAME(max_pool_winners_unit)(void *context, long unit) {
    const max_pool p = *(const max_pool *)context;
    const ck_pooling s = *p.shape;
    long begin = unit * p.rows_in_unit, end = least(begin + p.rows_in_unit, s.images * s.output_height);
    for (long row = begin; row < end; row++) {
        long top = row % s.output_height * s.stride_height - s.padding_height;
        const float *image = p.x + row / s.output_height * s.height * s.width * s.channels;
        tap_range rows = taps_inside(top, s.kernel_height, s.dilation_height, s.height);
        for (long column = 0; column < s.output_width; column++) {
            long left = column * s.stride_width - s.padding_width;
            tap_range columns = taps_inside(left, s.kernel_width, s.dilation_width, s.width);
            long at = (row * s.output_width + column) * s.channels;
            for (long channel = 0; channel < s.channels; channel += LANES) {
                int count = (int)least(LANES, s.channels - channel);
                vec_mask winner = NAME(load_taps)(p.bytes, p.words, at + channel, count);
                vec value = {0};
                for (long i = rows.first; i < rows.end; i++)
                    for (long j = columns.first; j < columns.end; j++) {
                        long pixel = (top + i * s.dilation_height) * s.width + left + j * s.dilation_width;
                        vec_mask is_winner = winner == (vec_mask){0} + (int32_t)(i * s.kernel_width + j);
                        value = v_select(is_winner, l_load(image + pixel * s.channels + channel, count), value);
                    }
                l_store(p.y + at + channel, value, count);
            }
        }
    }
}
