#include "CKernelsImages.h"

#include "Vectors/choose.h"

// A place of a line of `size`, mirrored about its ends where it lies outside.
static inline long mirrored_place(long place, long size) {
    if (place < 0) return -place;
    return place < size ? place : 2 * (size - 1) - place;
}

#define KERNELS "Images/blur_kernels.h"
#include "Vectors/each_instruction_set.h"

void ck_image_blur(
    const uint8_t *source, long height, long width, int channels, const float *horizontal, long horizontal_count,
    const float *vertical, long vertical_count, float *spare, uint8_t *result) {
    CHOOSE(blur)(
        source, height, width, channels, horizontal, horizontal_count, vertical, vertical_count, spare, result);
}
