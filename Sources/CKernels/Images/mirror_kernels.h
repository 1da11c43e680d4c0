// Rows of pixels turned round, as many pixels at a time as sixteen bytes hold.

#include "Images/samples.h"

#define mirrored NAME(mirrored)

// The whole pixels of sixteen bytes in reverse order; what is left of the bytes comes last.
INLINE samples16 mirrored(samples16 x, const int channels) {
    switch (channels) {
    case 1: return __builtin_shufflevector(x, x, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
    case 2: return __builtin_shufflevector(x, x, 14, 15, 12, 13, 10, 11, 8, 9, 6, 7, 4, 5, 2, 3, 0, 1);
    case 3: return __builtin_shufflevector(x, x, 12, 13, 14, 9, 10, 11, 6, 7, 8, 3, 4, 5, 0, 1, 2, 15);
    default: return __builtin_shufflevector(x, x, 12, 13, 14, 15, 8, 9, 10, 11, 4, 5, 6, 7, 0, 1, 2, 3);
    }
}

INLINE void NAME(mirror_row)(const uint8_t *source, long width, const int channels, uint8_t *result) {
    const int pixels = 16 / channels;
    long x = 0;
    // Three channels fill fifteen bytes: the sixteenth is read from the next pixel and overwritten by it.
    for (; (x + pixels) * channels + 1 <= width * channels; x += pixels) {
        const uint8_t *from = source + (width - x - pixels) * channels;
        // The byte after the last pixel of the row is not this row's.
        if (channels == 3 && x == 0) {
            samples16 some = {0};
            memcpy(&some, from, 15);
            *(samples16 *)(result) = mirrored(some, channels);
        } else {
            *(samples16 *)(result + x * channels) = mirrored(*(const samples16 *)from, channels);
        }
    }
    for (; x < width; x++) memcpy(result + x * channels, source + (width - 1 - x) * channels, (size_t)channels);
}

static void NAME(mirror)(const uint8_t *source, long rows, long width, int channels, uint8_t *result) {
    for (long row = 0; row < rows; row++, source += width * channels, result += width * channels) {
        switch (channels) {
        case 1: NAME(mirror_row)(source, width, 1, result); break;
        case 2: NAME(mirror_row)(source, width, 2, result); break;
        case 3: NAME(mirror_row)(source, width, 3, result); break;
        default: NAME(mirror_row)(source, width, 4, result);
        }
    }
}

#undef mirrored
