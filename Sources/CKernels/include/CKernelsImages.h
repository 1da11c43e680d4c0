// Pictures of 8-bit samples: row by row, pixel by pixel, the channels of a pixel side by side. One picture is one thread's
// work, since a loader works on several.
#pragma once

#include <stdint.h>

// How one dimension is resampled: new pixel i is the sum of counts[i] old ones, from starts[i] on, each times a weight with
// 22 bits after the point. The weights of i begin at weights[i * taps].
typedef struct {
    const int32_t *starts, *counts, *weights;
    long size, taps;
} ck_image_filter;

// Along the rows: `rows` rows of old pixels, `stride` bytes from one to the next, of `width` pixels that count, become rows
// of filter->size pixels. `spare` has room for a row and 4 bytes.
void ck_image_filter_rows(
    const uint8_t *source, long stride, long rows, long width, int channels, const ck_image_filter *filter,
    uint8_t *spare, uint8_t *result);

// Along the columns: rows of `length` bytes, `stride` bytes from one to the next, become filter->size rows.
void ck_image_filter_columns(
    const uint8_t *source, long stride, long length, const ck_image_filter *filter, uint8_t *result);

// The pixels of each row in reverse order.
void ck_image_mirror(const uint8_t *source, long rows, long width, int channels, uint8_t *result);

// The luminance of pixels of 3 or 4 channels, (19595 r + 38470 g + 7471 b + 32768) >> 16, as ITU-R 601-2 has it.
void ck_image_luminance(const uint8_t *source, long pixels, int channels, uint8_t *result);

// grey + factor (x - grey), cut to 0 … 255 and truncated, for each colour x of a pixel and its luminance; alpha as it is.
void ck_image_saturate(
    const uint8_t *source, const uint8_t *luminance, long pixels, int channels, float factor, uint8_t *result);

// Colours whose hue, one of 256, is moved on by `shift`; alpha as it is.
void ck_image_shift_hue(const uint8_t *source, long pixels, int channels, uint8_t shift, uint8_t *result);

// Rows as columns.
void ck_image_transpose(const uint8_t *source, long rows, long width, int channels, uint8_t *result);

// Where each pixel of a new picture comes from: pixel (x, y) shows the old one at
//     ((m0 x + m1 y + m2) / (m6 x + m7 y + 1), (m3 x + m4 y + m5) / (m6 x + m7 y + 1)),
// both measured from the top left corner, so that the first pixel's middle is (0.5, 0.5). What lies outside the old
// picture is left as `result` has it.
typedef struct {
    const uint8_t *source;
    long height, width;
    int channels;
    double m[8];
    uint8_t *result;
    long new_height, new_width;
} ck_image_warp;

// The pixel in which the place lies; the other one where m6 and m7 are 0 and places are in fixed point of 16 bits.
void ck_image_warp_nearest(const ck_image_warp *warp);
void ck_image_warp_affine_nearest(const ck_image_warp *warp);

// Between the four pixels whose middles are nearest, truncated.
void ck_image_warp_bilinear(const ck_image_warp *warp);

// Weighted means of horizontal_count × vertical_count pixels (both odd, and half of each less than the picture's side),
// pictures being mirrored about their outermost pixels; rounded to the nearest, halves to the even level. `spare` has room
// for vertical_count rows of results and for one row that is horizontal_count - 1 pixels longer.
void ck_image_blur(
    const uint8_t *source, long height, long width, int channels, const float *horizontal, long horizontal_count,
    const float *vertical, long vertical_count, float *spare, uint8_t *result);
