#include "CKernelsImages.h"

#include <string.h>

// A tile of pixels' rows and columns both lie in the nearest cache.
enum { tile = 16 };

static inline __attribute__((always_inline)) void transpose(
    const uint8_t *source, long rows, long width, const long channels, uint8_t *result) {
    for (long top = 0; top < rows; top += tile)
        for (long left = 0; left < width; left += tile) {
            long bottom = top + tile < rows ? top + tile : rows, right = left + tile < width ? left + tile : width;
            for (long column = left; column < right; column++)
                for (long row = top; row < bottom; row++)
                    memcpy(result + (column * rows + row) * channels, source + (row * width + column) * channels, (size_t)channels);
        }
}

void ck_image_transpose(const uint8_t *source, long rows, long width, int channels, uint8_t *result) {
    switch (channels) {
    case 1: transpose(source, rows, width, 1, result); break;
    case 2: transpose(source, rows, width, 2, result); break;
    case 3: transpose(source, rows, width, 3, result); break;
    default: transpose(source, rows, width, 4, result);
    }
}
