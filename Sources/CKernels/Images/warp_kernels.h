// Pictures seen through a projective map, as Pillow's Geometry.c computes them, in double precision. No product and sum are
// fused: Pillow's own are not.

#pragma clang fp contract(off)

#ifndef CKERNELS_WARP_TYPES
#define CKERNELS_WARP_TYPES
enum { warp_block = 64 };
typedef uint8_t pixel4 __attribute__((vector_size(4)));
typedef double levels4 __attribute__((vector_size(32)));
typedef int32_t ints4 __attribute__((vector_size(16)));
#endif

// Where `count` pixels of a row, from column `first` on, come from.
INLINE void NAME(places)(const double *m, long first, long count, long row, double *places_x, double *places_y) {
    double y = (double)row + 0.5;
    for (long i = 0; i < count; i++) {
        double x = (double)(int)(first + i) + 0.5, depth = m[6] * x + m[7] * y + 1;
        places_x[i] = (m[0] * x + m[1] * y + m[2]) / depth;
        places_y[i] = (m[3] * x + m[4] * y + m[5]) / depth;
    }
}

INLINE levels4 NAME(levels)(const uint8_t *pixel, const uint8_t *end, const int channels) {
    pixel4 bytes = {0};
    // Four bytes are one load, but the picture's last pixels are shorter.
    if (end - pixel >= 4)
        memcpy(&bytes, pixel, 4);
    else
        memcpy(&bytes, pixel, (size_t)channels);
    return __builtin_convertvector(bytes, levels4);
}

INLINE void NAME(warp_bilinear)(const ck_image_warp *warp, const int channels) {
    const long height = warp->height, width = warp->width;
    const uint8_t *source = warp->source, *end = source + height * width * channels;
    double places_x[warp_block], places_y[warp_block];
    uint8_t *target = warp->result;
    for (long row = 0; row < warp->new_height; row++)
        for (long first = 0; first < warp->new_width; first += warp_block) {
            long count = warp->new_width - first < warp_block ? warp->new_width - first : warp_block;
            NAME(places)(warp->m, first, count, row, places_x, places_y);
            for (long i = 0; i < count; i++, target += channels) {
                double x = places_x[i], y = places_y[i];
                if (!(x >= 0 && x < (double)width && y >= 0 && y < (double)height)) continue;
                x -= 0.5;
                y -= 0.5;
                // Not below −0.5, so that truncating after adding 1 is the floor.
                long left = (long)(x + 1) - 1, top = (long)(y + 1) - 1;
                double across = x - (double)left, down = y - (double)top;
                long left_column = left < 0 ? 0 : left, right_column = left + 1 < width ? left + 1 : width - 1;
                const uint8_t *upper = source + (top < 0 ? 0 : top) * width * channels;
                levels4 a = NAME(levels)(upper + left_column * channels, end, channels);
                levels4 b = NAME(levels)(upper + right_column * channels, end, channels);
                levels4 level = a + (b - a) * across;
                if (top + 1 < height) {
                    const uint8_t *lower = source + (top + 1) * width * channels;
                    a = NAME(levels)(lower + left_column * channels, end, channels);
                    b = NAME(levels)(lower + right_column * channels, end, channels);
                    levels4 below = a + (b - a) * across;
                    level = level + (below - level) * down;
                }
                pixel4 pixel = __builtin_convertvector(__builtin_convertvector(level, ints4), pixel4);
                memcpy(target, &pixel, (size_t)channels);
            }
        }
}
static void NAME(warp_bilinear_1)(const ck_image_warp *warp) { NAME(warp_bilinear)(warp, 1); }
static void NAME(warp_bilinear_2)(const ck_image_warp *warp) { NAME(warp_bilinear)(warp, 2); }
static void NAME(warp_bilinear_3)(const ck_image_warp *warp) { NAME(warp_bilinear)(warp, 3); }
static void NAME(warp_bilinear_4)(const ck_image_warp *warp) { NAME(warp_bilinear)(warp, 4); }

static void NAME(warp_nearest)(const ck_image_warp *warp) {
    const long channels = warp->channels;
    double places_x[warp_block], places_y[warp_block];
    uint8_t *target = warp->result;
    for (long row = 0; row < warp->new_height; row++)
        for (long first = 0; first < warp->new_width; first += warp_block) {
            long count = warp->new_width - first < warp_block ? warp->new_width - first : warp_block;
            NAME(places)(warp->m, first, count, row, places_x, places_y);
            for (long i = 0; i < count; i++, target += channels) {
                double x = places_x[i], y = places_y[i];
                if (!(x >= 0 && x < (double)warp->width && y >= 0 && y < (double)warp->height)) continue;
                const uint8_t *source = warp->source + ((long)y * warp->width + (long)x) * channels;
                for (long channel = 0; channel < channels; channel++) target[channel] = source[channel];
            }
        }
}
