// Weighted sums of pixels in fixed point of 22 bits, as Pillow's Resample.c takes them. 256×256 pixels of 3 channels to
// 224×224 take 0.05 ms (Zen 5).

#include "Images/samples.h"

#define filter_bits 22
#define clipped NAME(clipped)

// The sums' whole parts. Weights are positive and their sum is 1 but for rounding, so no sum is less than 0.
INLINE samples16 clipped(ints16 sums) {
    sums >>= filter_bits;
    ints16 most = sums - sums + 255;
    ints16 over = sums > most;
    return __builtin_convertvector((sums & ~over) | (most & over), samples16);
}

// One new pixel of each of four rows, in vectors of 4 × 4 samples: what lies beyond a pixel's channels is not used.
INLINE ints16 NAME(pixel_of_rows)(const uint8_t *const *rows, long offset, int channels, const int32_t *weights, long count) {
    ints16 sums = {0};
    sums += 1 << (filter_bits - 1);
    for (long tap = 0; tap < count; tap++, offset += channels) {
        uint32_t pixels[4];
        UNROLL for (int row = 0; row < 4; row++) memcpy(&pixels[row], rows[row] + offset, 4);
        words4 words = {pixels[0], pixels[1], pixels[2], pixels[3]};
        sums += __builtin_convertvector((samples16)words, ints16) * weights[tap];
    }
    return sums;
}

INLINE void NAME(filter_four_rows)(
    const uint8_t *const *rows, const int channels, const ck_image_filter *filter, uint8_t *const *results) {
    const long length = filter->size * channels;
    for (long place = 0; place < filter->size; place++) {
        samples16 values = clipped(NAME(pixel_of_rows)(
            rows, filter->starts[place] * channels, channels, filter->weights + place * filter->taps,
            filter->counts[place]));
        words4 words = (words4)values;
        long target = place * channels;
        // Four bytes are stored where the rest is overwritten by the next pixel.
        if (target + 4 <= length) {
            UNROLL for (int row = 0; row < 4; row++) {
                uint32_t word = words[row];
                memcpy(results[row] + target, &word, 4);
            }
        } else {
            for (int row = 0; row < 4; row++) {
                uint32_t word = words[row];
                memcpy(results[row] + target, &word, (size_t)channels);
            }
        }
    }
}

// Rows so short that four bytes from a pixel on may pass the row after the next.
static void NAME(filter_short_rows)(
    const uint8_t *source, long stride, long rows, long channels, const ck_image_filter *filter, uint8_t *result) {
    for (long row = 0; row < rows; row++, source += stride)
        for (long place = 0; place < filter->size; place++)
            for (long channel = 0; channel < channels; channel++) {
                const uint8_t *old = source + filter->starts[place] * channels + channel;
                int32_t sum = 1 << (filter_bits - 1);
                for (long tap = 0; tap < filter->counts[place]; tap++)
                    sum += old[tap * channels] * filter->weights[place * filter->taps + tap];
                sum >>= filter_bits;
                *result++ = (uint8_t)(sum > 255 ? 255 : sum);
            }
}

static void NAME(filter_rows)(
    const uint8_t *source, long stride, long rows, long width, int channels, const ck_image_filter *filter,
    uint8_t *spare, uint8_t *result) {
    if (stride < 4) {
        NAME(filter_short_rows)(source, stride, rows, channels, filter, result);
        return;
    }
    // Four bytes are read for each pixel, which must not pass the end of the picture.
    memcpy(spare, source + (rows - 1) * stride, (size_t)(width * channels));
    memset(spare + width * channels, 0, 4);
    for (long first = 0; first < rows; first += 4) {
        const uint8_t *sources[4];
        uint8_t *results[4];
        for (int i = 0; i < 4; i++) {
            long row = first + i < rows ? first + i : rows - 1;
            sources[i] = row == rows - 1 ? spare : source + row * stride;
            results[i] = result + row * filter->size * channels;
        }
        switch (channels) {
        case 1: NAME(filter_four_rows)(sources, 1, filter, results); break;
        case 2: NAME(filter_four_rows)(sources, 2, filter, results); break;
        case 3: NAME(filter_four_rows)(sources, 3, filter, results); break;
        default: NAME(filter_four_rows)(sources, 4, filter, results);
        }
    }
}

INLINE void NAME(filter_block)(const uint8_t *source, long stride, const int32_t *weights, long count, uint8_t *result, const int vectors) {
    ints16 sums[4];
    UNROLL for (int i = 0; i < vectors; i++) sums[i] = (ints16){0} + (1 << (filter_bits - 1));
    for (long tap = 0; tap < count; tap++) {
        const uint8_t *row = source + tap * stride;
        UNROLL for (int i = 0; i < vectors; i++)
            sums[i] += __builtin_convertvector(*(const samples16 *)(row + 16 * i), ints16) * weights[tap];
    }
    UNROLL for (int i = 0; i < vectors; i++) *(samples16 *)(result + 16 * i) = clipped(sums[i]);
}

static void NAME(filter_columns)(
    const uint8_t *source, long stride, long length, const ck_image_filter *filter, uint8_t *result) {
    for (long place = 0; place < filter->size; place++, result += length) {
        const uint8_t *first = source + filter->starts[place] * stride;
        const int32_t *weights = filter->weights + place * filter->taps;
        long count = filter->counts[place], x = 0;
        for (; x + 64 <= length; x += 64) NAME(filter_block)(first + x, stride, weights, count, result + x, 4);
        for (; x + 16 <= length; x += 16) NAME(filter_block)(first + x, stride, weights, count, result + x, 1);
        if (x < length && length >= 16) {
            // The last vector takes in some samples once more.
            x = length - 16;
            NAME(filter_block)(first + x, stride, weights, count, result + x, 1);
        } else {
            for (; x < length; x++) {
                int32_t sum = 1 << (filter_bits - 1);
                for (long tap = 0; tap < count; tap++) sum += first[x + tap * stride] * weights[tap];
                sum >>= filter_bits;
                result[x] = (uint8_t)(sum > 255 ? 255 : sum);
            }
        }
    }
}

#undef clipped
#undef filter_bits
