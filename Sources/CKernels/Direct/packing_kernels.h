// Pixels into patches, weights into panels.

INLINE vec NAME(transformed_input)(const ck_pixel_packing *p, long channel, int count, vec value) {
    if (p->scale) value *= v_load_some(p->scale + channel, count);
    if (p->shift) value += v_load_some(p->shift + channel, count);
    return p->relu ? v_max(value, (vec){0}) : value;
}

// A block at a time over a few pixels: the scale and shift stay in registers, and the pixels' lines in the cache.
INLINE void NAME(pack_blocks)(
    const int is_changed, const ck_pixel_packing *p, long pixels, const float *from, float *to) {
    enum { pixels_at_a_time = 8 };
    for (long first = 0; first < pixels; first += pixels_at_a_time) {
        long end = pixels - first < pixels_at_a_time ? pixels : first + pixels_at_a_time;
        long channel = 0;
        for (; channel + LANES <= p->channels; channel += LANES) {
            float *at = to + channel / LANES * p->block_floats;
            vec scale = is_changed && p->scale ? v_load(p->scale + channel) : v_splat(1);
            vec shift = is_changed && p->shift ? v_load(p->shift + channel) : (vec){0};
            for (long pixel = first; pixel < end; pixel++) {
                vec value = v_load(from + pixel * p->source_step + channel);
                if (is_changed) {
                    value = value * scale + shift;
                    if (p->relu) value = v_max(value, (vec){0});
                }
                v_store(at + pixel * LANES, value);
            }
        }
        if (channel == p->channels) continue;
        int count = (int)(p->channels - channel);
        for (long pixel = first; pixel < end; pixel++) {
            vec value = v_load_some(from + pixel * p->source_step + channel, count);
            v_store(
                to + channel / LANES * p->block_floats + pixel * LANES,
                NAME(transformed_input)(p, channel, count, value));
        }
    }
}

static void NAME(pack_pixels)(const ck_pixel_packing *p, long pixels, const float *from, float *to) {
    int is_changed = p->scale || p->shift || p->relu;
    if (p->pitch == LANES) {
        if (is_changed) NAME(pack_blocks)(1, p, pixels, from, to);
        else NAME(pack_blocks)(0, p, pixels, from, to);
        return;
    }
    // Thin: one block of fewer channels.
    if (!is_changed && p->source_step == p->pitch) {
        memcpy(to, from, (size_t)(pixels * p->pitch) * sizeof *to);
        return;
    }
    int count = (int)p->pitch;
    for (long pixel = 0; pixel < pixels; pixel++) {
        vec value = v_load_some(from + pixel * p->source_step, count);
        v_store_some(to + pixel * p->pitch, NAME(transformed_input)(p, 0, count, value), count);
    }
}

static void NAME(transpose_weights)(const ck_weight_tile *t) {
    vec rows[LANES];
    UNROLL for (int j = 0; j < LANES; j++)
        rows[j] = j < t->columns ? v_load_some(t->from + j * t->from_row, t->rows) : (vec){0};
    v_transpose(rows);
    UNROLL for (int i = 0; i < LANES; i++)
        if (i < t->rows) v_store(t->to + i * 2 * LANES, rows[i]);
}

static void NAME(copy_weights)(const ck_weight_tile *t) {
    for (int i = 0; i < t->rows; i++) v_store(t->to + i * 2 * LANES, v_load_some(t->from + i * t->from_row, t->columns));
}

static void NAME(unpack_gradient)(const ck_weight_gradient_tile *t) {
    vec rows[LANES];
    UNROLL for (int i = 0; i < LANES; i++) {
        rows[i] = (vec){0};
        if (i >= t->rows) continue;
        for (long slot = 0; slot < t->slots; slot++)
            rows[i] += v_load(t->from + slot * t->slot_floats + i * 2 * LANES);
    }
    v_transpose(rows);
    UNROLL for (int j = 0; j < LANES; j++) {
        if (j >= t->columns) continue;
        float *to = t->to + j * t->to_row;
        v_store_some(to, t->adds ? rows[j] + v_load_some(to, t->rows) : rows[j], t->rows);
    }
}
