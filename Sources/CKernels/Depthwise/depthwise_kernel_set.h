typedef struct {
    vec scale, shift;
    int is_changed, relu;
} NAME(channel_transform);

INLINE NAME(channel_transform) NAME(transform_of)(const ck_input_transform *input, long channel, int count) {
    NAME(channel_transform) t = {v_splat(1), {0}, input && (input->scale || input->shift || input->relu), 0};
    if (!t.is_changed) return t;
    if (input->scale) t.scale = v_load_some(input->scale + channel, count);
    if (input->shift) t.shift = v_load_some(input->shift + channel, count);
    t.relu = input->relu;
    return t;
}

INLINE vec NAME(load_channels)(const float *from, int count, const NAME(channel_transform) *t) {
    vec value = count == LANES ? v_load(from) : v_load_some(from, count);
    if (!t->is_changed) return value;
    value = value * t->scale + t->shift;
    return t->relu ? v_max(value, (vec){0}) : value;
}

INLINE void NAME(sum_taps_columns)(const ck_tap_sum *s, int column, int count) {
    NAME(channel_transform) transform = NAME(transform_of)(s->input, s->channel + column, count);
    const float *source = s->source + s->channel + column, *weights = s->weights + s->channel + column;
    vec sum = {0};
    for (long t = 0; t < s->tap_count; t++) {
        vec weight = count == LANES ? v_load(weights + s->taps[t]) : v_load_some(weights + s->taps[t], count);
        sum += NAME(load_channels)(source + s->sources[t], count, &transform) * weight;
    }
    v_store(s->to + column, sum);
}

static void NAME(sum_taps)(const ck_tap_sum *s) {
    for (int column = 0; column < 2 * LANES; column += LANES) {
        int count = s->columns - column;
        if (count >= LANES) NAME(sum_taps_columns)(s, column, LANES);
        else if (count > 0) NAME(sum_taps_columns)(s, column, count);
        else v_store(s->to + column, (vec){0});
    }
}

INLINE void NAME(sum_pixels_columns)(const ck_pixel_sum *s, long channel, int count) {
    static const NAME(channel_transform) unchanged;
    NAME(channel_transform) transform = NAME(transform_of)(s->input, channel, count);
    // Two sums, for one would wait for itself.
    vec even = {0}, odd = {0};
    const float *x = s->x + channel, *dy = s->dy + channel;
    for (long p = 0; p < s->pixels; p++) {
        vec product =
            NAME(load_channels)(x + p * s->x_step, count, &transform) * NAME(load_channels)(dy + p * s->dy_step, count, &unchanged);
        if (p % 2) odd += product;
        else even += product;
    }
    vec before = v_load_some(s->to + channel, count);
    v_store_some(s->to + channel, before + (even + odd), count);
}

static void NAME(sum_pixels)(const ck_pixel_sum *s) {
    long channel = 0;
    for (; channel + LANES <= s->channels; channel += LANES) NAME(sum_pixels_columns)(s, channel, LANES);
    if (channel < s->channels) NAME(sum_pixels_columns)(s, channel, (int)(s->channels - channel));
}

static const ck_depthwise_kernels NAME(depthwise_kernels) = {NAME(sum_taps), NAME(sum_pixels)};
