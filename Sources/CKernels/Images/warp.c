#include "CKernelsImages.h"

#include <math.h>

#include "Vectors/choose.h"

#define KERNELS "Images/warp_kernels.h"
#include "Vectors/each_instruction_set.h"

void ck_image_warp_nearest(const ck_image_warp *warp) { CHOOSE(warp_nearest)(warp); }

void ck_image_warp_bilinear(const ck_image_warp *warp) {
    switch (warp->channels) {
    case 1: CHOOSE(warp_bilinear_1)(warp); break;
    case 2: CHOOSE(warp_bilinear_2)(warp); break;
    case 3: CHOOSE(warp_bilinear_3)(warp); break;
    default: CHOOSE(warp_bilinear_4)(warp);
    }
}

static int64_t fixed(double value) { return (int64_t)floor(value * 65536.0 + 0.5); }

// Pillow's affine_fixed, of Geometry.c.
void ck_image_warp_affine_nearest(const ck_image_warp *warp) {
    const double *m = warp->m;
    const long channels = warp->channels;
    int64_t across_x = fixed(m[0]), across_y = fixed(m[3]), down_x = fixed(m[1]), down_y = fixed(m[4]);
    int64_t row_x = fixed(m[2] + m[0] * 0.5 + m[1] * 0.5), row_y = fixed(m[5] + m[3] * 0.5 + m[4] * 0.5);
    uint8_t *target = warp->result;
    for (long y = 0; y < warp->new_height; y++, row_x += down_x, row_y += down_y) {
        int64_t place_x = row_x, place_y = row_y;
        for (long x = 0; x < warp->new_width; x++, target += channels, place_x += across_x, place_y += across_y) {
            int64_t old_x = place_x >> 16, old_y = place_y >> 16;
            if ((uint64_t)old_x >= (uint64_t)warp->width || (uint64_t)old_y >= (uint64_t)warp->height) continue;
            const uint8_t *source = warp->source + (old_y * warp->width + old_x) * channels;
            for (long channel = 0; channel < channels; channel++) target[channel] = source[channel];
        }
    }
}
