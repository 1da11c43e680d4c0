// Weights into the transformed domain, G g Gᵀ, and their gradients back, Gᵀ u G.
//
// Packed weights have the output's channels side by side. For y those are filters, which lie far apart in w, so blocks of
// 16 × 16 are transposed; for dx they are input channels, which lie side by side, and the taps are rotated by half a turn.

#include "Vectors/transpose.h"

// The nine taps of 16 input channels (of the correlation) for 16 output channels: taps[tap][input channel].
INLINE void NAME(gather_taps)(
    const ck_winograd_plan *plan, const int direction, const long output, const long input, const float *w,
    vec taps[winograd_taps][LANES]) {
    if (direction == ck_forward) {
        const long filter = winograd_taps * plan->input_channels;
        for (int tap = 0; tap < winograd_taps; tap++) {
            for (int k = 0; k < LANES; k++)
                taps[tap][k] = v_load(w + (output + k) * filter + tap * plan->input_channels + input);
            v_transpose(taps[tap]);
        }
    } else {
        const long filter = winograd_taps * plan->output_channels;
        for (int k = 0; k < LANES; k++)
            for (int tap = 0; tap < winograd_taps; tap++)
                taps[winograd_taps - 1 - tap][k] =
                    v_load(w + (input + k) * filter + tap * plan->output_channels + output);
    }
}

static void NAME(pack_panel)(
    const ck_winograd_plan *plan, ck_direction direction, long panel, const float *w, float *packed) {
    const int is_late = ck_winograd_transforms_late(plan);
    const long depth = plan->input_channels;
    packed += panel * depth * 32 * (is_late ? 18 : 1);
    for (int half = 0; half < 2; half++) {
        const long output = panel * 32 + half * LANES;
        for (long input = 0; input < depth; input += LANES) {
            vec taps[winograd_taps][LANES];
            if (output < plan->output_channels)
                NAME(gather_taps)(plan, direction, output, input, w, taps);
            else
                memset(taps, 0, sizeof taps);
            for (int k = 0; k < LANES; k++) {
                vec g[winograd_taps], columns[18];
                UNROLL for (int tap = 0; tap < winograd_taps; tap++) g[tap] = taps[tap][k];
                UNROLL for (int j = 0; j < 3; j++) w_weights(g + j, 3, columns + j, 3);
                float *to = packed + (input + k) * 32 * (is_late ? 3 : 1) + half * LANES;
                UNROLL for (int i = 0; i < 6; i++) {
                    if (is_late) {
                        UNROLL for (int j = 0; j < 3; j++) v_store(to + (i * depth * 3 + j) * 32, columns[i * 3 + j]);
                        continue;
                    }
                    vec row[6];
                    w_weights(columns + i * 3, 1, row, 1);
                    UNROLL for (int j = 0; j < 6; j++) v_store(to + (i * 6 + j) * plan->weight_point, row[j]);
                }
            }
        }
    }
}

// Products first … first + 2 of a row whose weights are transformed in one direction.
INLINE void NAME(half_row)(const int first, const float *half_transformed, const long depth, float *u) {
    for (long k = 0; k < depth; k++, half_transformed += 3 * 32, u += 32)
        UNROLL for (int half = 0; half < 2; half++) {
            vec columns[3], products[6];
            UNROLL for (int j = 0; j < 3; j++) columns[j] = v_load(half_transformed + j * 32 + half * LANES);
            w_weights(columns, 1, products, 1);
            UNROLL for (int j = 0; j < 3; j++) v_store(u + j * depth * 32 + half * LANES, products[first + j]);
        }
}

static void NAME(transform_half_row)(const ck_winograd_plan *plan, long panel, long half_row, const float *packed, float *u) {
    const long depth = plan->input_channels;
    packed += (panel * 6 + half_row / 2) * depth * 3 * 32;
    if (half_row % 2 == 0)
        NAME(half_row)(0, packed, depth, u);
    else
        NAME(half_row)(3, packed, depth, u);
}

static void NAME(transform_weight_gradients)(
    const ck_winograd_plan *plan, long filter, long channel, const float *u, long u_point, float *dw, int accumulate) {
    const long channels = plan->input_channels;
    for (int k = 0; k < LANES; k++)
        for (int half = 0; half < 2 && channel + half * LANES < channels; half++) {
            vec products[winograd_products], columns[18];
            const float *from = u + k * 32 + half * LANES;
            UNROLL for (int i = 0; i < winograd_products; i++) products[i] = v_load(from + i * u_point);
            UNROLL for (int j = 0; j < 6; j++) w_weight_gradients(products + j, 6, columns + j, 6);
            float *to = dw + (filter + k) * winograd_taps * channels + channel + half * LANES;
            UNROLL for (int i = 0; i < 3; i++) {
                vec row[3];
                w_weight_gradients(columns + i * 6, 1, row, 1);
                UNROLL for (int j = 0; j < 3; j++) {
                    float *tap = to + (i * 3 + j) * channels;
                    v_store(tap, accumulate ? v_load(tap) + row[j] : row[j]);
                }
            }
        }
}
