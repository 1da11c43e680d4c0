// What happens to a tile between the microkernel and memory. Columns beyond the last channel hold zeros (so do their
// weights) and are not written.

INLINE vec NAME(load_columns)(const float *from, int count) {
    return count == LANES ? v_load(from) : v_load_some(from, count);
}
INLINE void NAME(store_columns)(float *to, vec value, int count) {
    if (count == LANES) v_store(to, value);
    else v_store_some(to, value, count);
}
INLINE void NAME(add_columns)(float *to, vec value, int count) {
    NAME(store_columns)(to, NAME(load_columns)(to, count) + value, count);
}

INLINE void NAME(finish_output_columns)(
    const ck_finished_tile *t, int column, int count, const ck_output_transform *output, float *y) {
    long channel = t->first_channel + column;
    const float *residual = output ? output->residual : NULL;
    vec bias = output && output->bias ? NAME(load_columns)(output->bias + channel, count) : (vec){0};
    int relu = output && output->relu;
    vec sum = {0}, squares = {0};
    for (int i = 0; i < t->rows; i++) {
        long place = t->places[i] + channel;
        vec value = v_load(t->tile + i * 2 * LANES + column) + bias;
        if (residual) value += NAME(load_columns)(residual + place, count);
        if (relu) value = v_max(value, (vec){0});
        NAME(store_columns)(y + place, value, count);
        sum += value;
        squares += value * value;
    }
    if (!t->sums) return;
    NAME(add_columns)(t->sums + channel, sum, count);
    NAME(add_columns)(t->sums + t->channel_count + channel, squares, count);
}

static void NAME(finish_output)(const ck_finished_tile *t, const ck_output_transform *output, float *y) {
    for (int column = 0; column < t->columns; column += LANES) {
        int count = t->columns - column;
        if (count >= LANES) NAME(finish_output_columns)(t, column, LANES, output, y);
        else NAME(finish_output_columns)(t, column, count, output, y);
    }
}

INLINE void NAME(finish_gradient_columns)(
    const ck_finished_tile *t, int column, int count, const ck_gradient_transform *gradient, float *dx) {
    static const ck_gradient_transform nothing;
    if (!gradient) gradient = &nothing;
    long channel = t->first_channel + column;
    vec scale = gradient->scale ? NAME(load_columns)(gradient->scale + channel, count) : v_splat(1);
    vec shift = gradient->shift ? NAME(load_columns)(gradient->shift + channel, count) : (vec){0};
    vec sum = {0}, first_sum = {0}, second_sum = {0};
    for (int i = 0; i < t->rows; i++) {
        long place = t->places[i] + channel;
        vec value = v_load(t->tile + i * 2 * LANES + column);
        if (gradient->addend) value += NAME(load_columns)(gradient->addend + place, count);
        if (gradient->activation) {
            vec activation = NAME(load_columns)(gradient->activation + place, count) * scale + shift;
            value = v_select((vec_mask)(activation > 0), value, (vec){0});
        }
        NAME(store_columns)(dx + place, value, count);
        sum += value;
        if (gradient->first) first_sum += value * NAME(load_columns)(gradient->first + place, count);
        if (gradient->second) second_sum += value * NAME(load_columns)(gradient->second + place, count);
    }
    if (!t->sums) return;
    NAME(add_columns)(t->sums + channel, sum, count);
    NAME(add_columns)(t->sums + t->channel_count + channel, first_sum, count);
    NAME(add_columns)(t->sums + 2 * t->channel_count + channel, second_sum, count);
}

static void NAME(finish_gradient)(const ck_finished_tile *t, const ck_gradient_transform *gradient, float *dx) {
    for (int column = 0; column < t->columns; column += LANES) {
        int count = t->columns - column;
        if (count >= LANES) NAME(finish_gradient_columns)(t, column, LANES, gradient, dx);
        else NAME(finish_gradient_columns)(t, column, count, gradient, dx);
    }
}
