#include "CKernelsImages.h"

#include "Vectors/choose.h"

#define KERNELS "Images/colors_kernels.h"
#include "Vectors/each_instruction_set.h"

void ck_image_luminance(const uint8_t *source, long pixels, int channels, uint8_t *result) {
    if (channels == 3)
        CHOOSE(luminance_of_3)(source, pixels, result);
    else
        CHOOSE(luminance_of_4)(source, pixels, result);
}

void ck_image_saturate(
    const uint8_t *source, const uint8_t *luminance, long pixels, int channels, float factor, uint8_t *result) {
    if (channels == 3)
        CHOOSE(saturate_3)(source, luminance, pixels, factor, result);
    else
        CHOOSE(saturate_4)(source, luminance, pixels, factor, result);
}

void ck_image_shift_hue(const uint8_t *source, long pixels, int channels, uint8_t shift, uint8_t *result) {
    CHOOSE(shift_hue)(source, pixels, channels, shift, result);
}
