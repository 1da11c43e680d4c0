// A piece of the source, copied so that the microkernel can walk through it: padding is there as zeros, what is done to
// inputs has been done, strides and dilations have become planes, and 16 channels of neighbouring pixels lie side by side.
// (Left in place, the fourteen rows of a tile of 1024 channels would fall on the same few lines of the first-level cache.)
#pragma once

#include "Direct/gather.h"

// The results that one unit of work makes: rows of some images, by their index within a phase.
typedef struct {
    long first_image, images, first_row, rows;
} ck_band;

// [images][blocks][row planes][column planes][rows][columns][pitch], as large as the largest band needs.
typedef struct {
    long rows, columns;
    long plane_floats, block_floats, image_floats;
} ck_patch;

ck_patch ck_plan_patch(const ck_gather *gather, long rows);

// Relative to the first result of a band: where a tap finds its source in a patch.
long ck_tap_offset(const ck_gather *gather, const ck_patch *patch, ck_tap tap);
// Where a result's source pixel lies, before the taps' offsets: image and row from the band's first on.
long ck_pixel_offset(const ck_gather *gather, const ck_patch *patch, long image, long row, long column);

// Packs blocks first_block … first_block + blocks − 1 of a group's channels, and nothing else: with fewer than all blocks,
// the patch's image_floats must be set to theirs.
void ck_pack_patch(
    const ck_gather *gather, const ck_patch *patch, const ck_band *band, const float *source,
    const ck_input_transform *input, long group, long first_block, long blocks, float *packed);

// The source of the next band, asked for a little at a time while this one's products are made: packing would otherwise wait
// for memory, and memory for the products.
typedef struct {
    const float *next;
    long pixels, pixel_step, channels, pixels_at_a_time;
} ck_band_prefetch;

// For `calls` calls of ck_prefetch_some; `band` NULL for none.
ck_band_prefetch ck_plan_prefetch(
    const ck_gather *gather, const ck_band *band, const float *source, long first_channel, long channels, long calls);

static inline void ck_prefetch_some(ck_band_prefetch *prefetch) {
    enum { line_floats = 16 };
    long pixels = prefetch->pixels < prefetch->pixels_at_a_time ? prefetch->pixels : prefetch->pixels_at_a_time;
    for (long pixel = 0; pixel < pixels; pixel++) {
        for (long channel = 0; channel < prefetch->channels; channel += line_floats)
            __builtin_prefetch(prefetch->next + channel, 0, 2);
        prefetch->next += prefetch->pixel_step;
    }
    prefetch->pixels -= pixels;
}
