// Passes that write one value for each that they read: limited by memory, so the channels' numbers are simply read again
// for every pixel (they stay in the first cache). Measured on Zen 5, one thread, 100,352 × 64: 35 to 70 GB/s read and
// written, as memcpy (43 to 55).

#include "Vectors/lanes.h"

INLINE vec NAME(affine)(vec x, const float *scale, const float *shift, long channel, const int count) {
    vec factor = scale ? l_load(scale + channel, count) : v_splat(1);
    vec addend = shift ? l_load(shift + channel, count) : (vec){0};
    return factor * x + addend;
}

INLINE void NAME(affine_of_vector)(const channel_affine *a, long at, long channel, const int count) {
    vec value = NAME(affine)(l_load(a->x + at, count), a->scale, a->shift, channel, count);
    if (a->residual)
        value += NAME(affine)(
            l_load(a->residual + at, count), a->residual_scale, a->residual_shift, channel, count);
    l_store(a->y + at, a->relu ? l_relu(value) : value, count);
}

static void NAME(channel_affine_unit)(void *context, long unit) {
    const channel_affine a = *(const channel_affine *)context;
    long begin = unit * a.pixels_in_unit, end = least(begin + a.pixels_in_unit, a.pixels);
    for (long pixel = begin; pixel < end; pixel++) {
        long at = pixel * a.channels, channel = 0;
        for (; channel + LANES <= a.channels; channel += LANES) NAME(affine_of_vector)(&a, at + channel, channel, LANES);
        if (channel < a.channels) NAME(affine_of_vector)(&a, at + channel, channel, (int)(a.channels - channel));
    }
}

INLINE void NAME(combine_of_vector)(const channel_combine *q, long at, long channel, const int count) {
    vec g = l_load(q->g + at, count), x = l_load(q->x + at, count);
    if (q->relu_scale) {
        vec activation = l_load(q->relu_scale + channel, count) * x + l_load(q->relu_shift + channel, count);
        g = l_keep(l_is_passed(activation), g);
    }
    vec constant = l_load(q->b + channel, count) * x + l_load(q->c + channel, count);
    l_store(q->dx + at, l_load(q->a + channel, count) * g + constant, count);
}

static void NAME(channel_combine_unit)(void *context, long unit) {
    const channel_combine q = *(const channel_combine *)context;
    long begin = unit * q.pixels_in_unit, end = least(begin + q.pixels_in_unit, q.pixels);
    for (long pixel = begin; pixel < end; pixel++) {
        long at = pixel * q.channels, channel = 0;
        for (; channel + LANES <= q.channels; channel += LANES) NAME(combine_of_vector)(&q, at + channel, channel, LANES);
        if (channel < q.channels) NAME(combine_of_vector)(&q, at + channel, channel, (int)(q.channels - channel));
    }
}
