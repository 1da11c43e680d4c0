#include "Images/samples.h"

// Two passes over a picture: each row is blurred along itself when it is first needed, and kept while rows above and below
// are blurred with it. No product and sum are fused, so that every processor gives the same bytes.

#pragma clang fp contract(off)

// Sums of `count` values, `step` apart, each times its weight.
INLINE vec NAME(weighted)(const float *from, long step, const float *weights, long count) {
    vec sum = {0};
    for (long tap = 0; tap < count; tap++) sum += v_load(from + tap * step) * weights[tap];
    return sum;
}

static void NAME(blur_row)(
    const uint8_t *source, long width, long channels, const float *weights, long count, float *padded, float *result) {
    const long radius = count / 2, length = width * channels;
    for (long i = 0; i < length; i++) padded[radius * channels + i] = (float)source[i];
    for (long i = 1; i <= radius; i++)
        for (long channel = 0; channel < channels; channel++) {
            padded[(radius - i) * channels + channel] = (float)source[mirrored_place(-i, width) * channels + channel];
            padded[(radius + width - 1 + i) * channels + channel] =
                (float)source[mirrored_place(width - 1 + i, width) * channels + channel];
        }
    long x = 0;
    for (; x + LANES <= length; x += LANES) v_store(result + x, NAME(weighted)(padded + x, channels, weights, count));
    for (; x < length; x++) {
        float sum = 0;
        for (long tap = 0; tap < count; tap++) sum += padded[x + tap * channels] * weights[tap];
        result[x] = sum;
    }
}

static void NAME(blur)(
    const uint8_t *source, long height, long width, int channels, const float *horizontal, long horizontal_count,
    const float *vertical, long vertical_count, float *spare, uint8_t *result) {
    const long length = width * channels, radius = vertical_count / 2;
    float *padded = spare + vertical_count * length;
    long ready = 0;
    for (long row = 0; row < height; row++, result += length) {
        for (; ready < height && ready <= row + radius; ready++)
            NAME(blur_row)(
                source + ready * length, width, channels, horizontal, horizontal_count, padded,
                spare + ready % vertical_count * length);
        // Adding and taking away such a number rounds, halves to even.
        const float rounder = 0x1.8p23f;
        long x = 0;
        for (; x + LANES <= length; x += LANES) {
            vec sum = {0};
            for (long tap = 0; tap < vertical_count; tap++)
                sum += v_load(spare + mirrored_place(row + tap - radius, height) % vertical_count * length + x) * vertical[tap];
            vec rounded = sum + rounder;
            rounded -= rounder;
            samples16 levels = __builtin_convertvector(__builtin_convertvector(rounded, vec_mask), samples16);
            memcpy(result + x, &levels, sizeof levels);
        }
        for (; x < length; x++) {
            float sum = 0;
            for (long tap = 0; tap < vertical_count; tap++)
                sum += spare[mirrored_place(row + tap - radius, height) % vertical_count * length + x] * vertical[tap];
            result[x] = (uint8_t)__builtin_rintf(sum);
        }
    }
}
