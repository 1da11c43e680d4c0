// Sums over pixels, a unit of pixels at a time. Memory is read strictly in order, and the running sums of all channels
// stay in the first cache; every 128 pixels they go to doubles. Tried: stripes of 32 channels whose sums stay in
// registers, which read a part of each pixel at a time: 27 GB/s a thread instead of 45 to 60, for the processor's
// prefetching wants whole lines of memory.

#include "Vectors/lanes.h"

// Adds floats [count] to doubles and clears them.
INLINE void NAME(flush)(float *sums, double *to, long count) {
    long i = 0;
    for (; i + LANES <= count; i += LANES) {
        l_add_to_doubles(to + i, v_load(sums + i), LANES);
        v_store(sums + i, (vec){0});
    }
    if (i < count) {
        l_add_to_doubles(to + i, v_load_some(sums + i, (int)(count - i)), (int)(count - i));
        v_store_some(sums + i, (vec){0}, (int)(count - i));
    }
}

INLINE void NAME(add_differences)(float *sums, float *squares, const float *x, const float *shift, const int count) {
    vec difference = l_load(x, count) - l_load(shift, count);
    l_store(sums, l_load(sums, count) + difference, count);
    l_store(squares, l_load(squares, count) + difference * difference, count);
}

// Shifted by the unit's first pixel, so that a mean far from 0 cancels nothing.
static void NAME(channel_statistics_unit)(void *context, long unit) {
    const channel_statistics s = *(const channel_statistics *)context;
    const long channels = s.channels, begin = unit * s.pixels_in_unit, end = least(begin + s.pixels_in_unit, s.pixels);
    double *slot = s.slots + unit * 2 * channels;
    float *sums = ck_borrow_scratch((size_t)(2 * channels)), *squares = sums + channels;
    memset(slot, 0, (size_t)(2 * channels) * sizeof(double));
    memset(sums, 0, (size_t)(2 * channels) * sizeof(float));
    const float *shift = s.x + begin * channels;
    for (long run = begin; run < end; run += pixels_in_run) {
        for (long pixel = run; pixel < least(run + pixels_in_run, end); pixel++) {
            const float *x = s.x + pixel * channels;
            long c = 0;
            for (; c + LANES <= channels; c += LANES)
                NAME(add_differences)(sums + c, squares + c, x + c, shift + c, LANES);
            if (c < channels)
                NAME(add_differences)(sums + c, squares + c, x + c, shift + c, (int)(channels - c));
        }
        NAME(flush)(sums, slot, 2 * channels);
    }
    ck_return_scratch(sums);
    double pixels = (double)(end - begin);
    for (long c = 0; c < channels; c++) {
        double mean = slot[c] / pixels;
        slot[channels + c] -= slot[c] * mean;
        slot[c] = (double)shift[c] + mean;
    }
}

// One vector of gradients: masked, and added to the three sums, which lie `channels` apart.
INLINE void NAME(add_gradient)(
    const ck_channel_gradient *q, long at, long channel, float *sums, long channels, const int count) {
    vec g = l_load(q->gradient + at, count);
    if (q->activation) {
        vec activation = l_load(q->activation + at, count);
        if (q->scale) activation = l_load(q->scale + channel, count) * activation + l_load(q->shift + channel, count);
        g = l_keep(l_is_passed(activation), g);
    }
    if (q->masked) l_store(q->masked + at, g, count);
    l_store(sums, l_load(sums, count) + g, count);
    if (q->first) {
        vec first = l_load(q->first + at, count);
        if (q->first_center) first -= l_load(q->first_center + channel, count);
        l_store(sums + channels, l_load(sums + channels, count) + g * first, count);
    }
    if (q->second) {
        vec second = l_load(q->second + at, count);
        if (q->second_center) second -= l_load(q->second_center + channel, count);
        l_store(sums + 2 * channels, l_load(sums + 2 * channels, count) + g * second, count);
    }
}

static void NAME(channel_gradient_sums_unit)(void *context, long unit) {
    const channel_gradient_sums s = *(const channel_gradient_sums *)context;
    const ck_channel_gradient q = *s.gradient;
    const long channels = s.channels, begin = unit * s.pixels_in_unit, end = least(begin + s.pixels_in_unit, s.pixels);
    double *slot = s.slots + unit * 3 * channels;
    float *sums = ck_borrow_scratch((size_t)(3 * channels));
    memset(slot, 0, (size_t)(3 * channels) * sizeof(double));
    memset(sums, 0, (size_t)(3 * channels) * sizeof(float));
    for (long run = begin; run < end; run += pixels_in_run) {
        for (long pixel = run; pixel < least(run + pixels_in_run, end); pixel++) {
            long at = pixel * channels, c = 0;
            for (; c + LANES <= channels; c += LANES) NAME(add_gradient)(&q, at + c, c, sums + c, channels, LANES);
            if (c < channels) NAME(add_gradient)(&q, at + c, c, sums + c, channels, (int)(channels - c));
        }
        NAME(flush)(sums, slot, 3 * channels);
    }
    ck_return_scratch(sums);
}
