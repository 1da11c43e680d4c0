// LayerNorm, row by row: a row is read several times, from the cache.

#include "Vectors/lanes.h"

static void NAME(layer_norm_unit)(void *context, long unit) {
    const layer_norm n = *(const layer_norm *)context;
    for (long row = unit * n.rows_in_unit; row < least((unit + 1) * n.rows_in_unit, n.rows); row++) {
        const float *x = n.x + row * n.size;
        vec_double sums = {0}, squares = {0};
        for (long i = 0; i < n.size; i += LANES)
            sums += __builtin_convertvector(l_load(x + i, (int)least(LANES, n.size - i)), vec_double);
        double mean = l_total(sums) / (double)n.size;
        for (long i = 0; i < n.size; i += LANES) {
            int count = (int)least(LANES, n.size - i);
            vec_double difference = __builtin_convertvector(l_load(x + i, count), vec_double) - mean;
            for (int lane = count; lane < LANES; lane++) difference[lane] = 0;
            squares += difference * difference;
        }
        double scale = 1 / sqrt(l_total(squares) / (double)n.size + n.epsilon);
        n.means[row] = (float)mean;
        n.scales[row] = (float)scale;
        for (long i = 0; i < n.size; i += LANES) {
            int count = (int)least(LANES, n.size - i);
            vec value = (l_load(x + i, count) - n.means[row]) * n.scales[row];
            vec factor = n.weight ? l_load(n.weight + i, count) : v_splat(1);
            vec addend = n.bias ? l_load(n.bias + i, count) : (vec){0};
            l_store(n.y + row * n.size + i, value * factor + addend, count);
        }
    }
}

// With z = (x − mean) · r and g = dy · weight: dx = r · (g − mean of g − z · mean of g · z).
static void NAME(layer_norm_backward_unit)(void *context, long unit) {
    const layer_norm n = *(const layer_norm *)context;
    double *slot = n.slots ? n.slots + unit * 2 * n.size : NULL;
    if (slot) memset(slot, 0, (size_t)(2 * n.size) * sizeof(double));
    for (long row = unit * n.rows_in_unit; row < least((unit + 1) * n.rows_in_unit, n.rows); row++) {
        const float *x = n.x + row * n.size, *dy = n.dy + row * n.size;
        const float mean = n.means[row], scale = n.scales[row];
        vec_double sums = {0}, products = {0};
        for (long i = 0; i < n.size; i += LANES) {
            int count = (int)least(LANES, n.size - i);
            vec gradient = l_load(dy + i, count), z = (l_load(x + i, count) - mean) * scale;
            if (slot) {
                l_add_to_doubles(slot + i, gradient * z, count);
                l_add_to_doubles(slot + n.size + i, gradient, count);
            }
            vec g = n.weight ? gradient * l_load(n.weight + i, count) : gradient;
            sums += __builtin_convertvector(g, vec_double);
            products += __builtin_convertvector(g * z, vec_double);
        }
        if (!n.y) continue;
        const float mean_of_g = (float)(l_total(sums) / (double)n.size);
        const float mean_of_product = (float)(l_total(products) / (double)n.size);
        for (long i = 0; i < n.size; i += LANES) {
            int count = (int)least(LANES, n.size - i);
            vec g = l_load(dy + i, count), z = (l_load(x + i, count) - mean) * scale;
            if (n.weight) g *= l_load(n.weight + i, count);
            l_store(n.y + row * n.size + i, scale * (g - mean_of_g - z * mean_of_product), count);
        }
    }
}
