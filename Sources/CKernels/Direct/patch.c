#include "Direct/patch.h"

#include "Direct/direct_kernels.h"

#include <string.h>

ck_patch ck_plan_patch(const ck_gather *g, long rows) {
    ck_patch patch = {
        .rows = ck_plane_length(&g->rows, rows),
        .columns = ck_plane_length(&g->columns, ck_phase_length(&g->columns, 0)),
    };
    patch.plane_floats = patch.rows * patch.columns * g->pitch;
    patch.block_floats = g->rows.planes * g->columns.planes * patch.plane_floats;
    patch.image_floats = g->blocks * patch.block_floats;
    return patch;
}

long ck_tap_offset(const ck_gather *g, const ck_patch *patch, ck_tap tap) {
    long plane = ck_tap_plane(&g->rows, tap.row) * g->columns.planes + ck_tap_plane(&g->columns, tap.column);
    return plane * patch->plane_floats
        + (ck_tap_shift(&g->rows, tap.row) * patch->columns + ck_tap_shift(&g->columns, tap.column)) * g->pitch;
}

long ck_pixel_offset(const ck_gather *g, const ck_patch *patch, long image, long row, long column) {
    return image * patch->image_floats
        + (row * g->rows.spread * patch->columns + column * g->columns.spread) * g->pitch;
}

// The places of a plane that lie within the source: first … end − 1.
static void inside(long origin, long step, long length, long source, long *first, long *end) {
    *first = origin < 0 ? (-origin + step - 1) / step : 0;
    *end = origin < source ? (source - 1 - origin) / step + 1 : 0;
    if (*end > length) *end = length;
    if (*first > *end) *first = *end;
}

static void fill_zeros(float *at, long block_floats, long blocks, long floats) {
    for (long block = 0; block < blocks; block++)
        memset(at + block * block_floats, 0, (size_t)floats * sizeof *at);
}

void ck_pack_patch(
    const ck_gather *g, const ck_patch *patch, const ck_band *band, const float *source,
    const ck_input_transform *input, long group, long first_block, long blocks, float *packed) {
    long first_channel = group * g->group_sources + first_block * g->pitch;
    long channels = g->group_sources - first_block * g->pitch;
    if (channels > blocks * g->pitch) channels = blocks * g->pitch;
    ck_pixel_packing packing = {
        .channels = channels, .pitch = g->pitch, .source_step = g->columns.step * g->source_channels,
        .block_floats = patch->block_floats,
        .scale = input && input->scale ? input->scale + first_channel : NULL,
        .shift = input && input->shift ? input->shift + first_channel : NULL,
        .relu = input && input->relu,
    };
    const ck_direct_kernels *kernels = ck_current_direct_kernels();
    long row_floats = patch->columns * g->pitch, plane_rows = ck_plane_length(&g->rows, band->rows);
    for (long image = 0; image < band->images; image++)
        for (long row_plane = 0; row_plane < g->rows.planes; row_plane++)
            for (long column_plane = 0; column_plane < g->columns.planes; column_plane++) {
                float *plane = packed + image * patch->image_floats
                    + (row_plane * g->columns.planes + column_plane) * patch->plane_floats;
                long row_origin = ck_plane_origin(&g->rows, row_plane) + band->first_row * g->rows.spread * g->rows.step;
                long column_origin = ck_plane_origin(&g->columns, column_plane);
                long first_row, end_row, first, end;
                inside(row_origin, g->rows.step, plane_rows, g->rows.source, &first_row, &end_row);
                inside(column_origin, g->columns.step, patch->columns, g->columns.source, &first, &end);
                for (long row = 0; row < plane_rows; row++) {
                    float *to = plane + row * row_floats;
                    if (row < first_row || row >= end_row) {
                        fill_zeros(to, patch->block_floats, blocks, row_floats);
                        continue;
                    }
                    const float *from = source + first_channel
                        + (((band->first_image + image) * g->rows.source + row_origin + row * g->rows.step) * g->columns.source
                           + column_origin + first * g->columns.step) * g->source_channels;
                    fill_zeros(to, patch->block_floats, blocks, first * g->pitch);
                    kernels->pack_pixels(&packing, end - first, from, to + first * g->pitch);
                    fill_zeros(to + end * g->pitch, patch->block_floats, blocks, (patch->columns - end) * g->pitch);
                }
            }
}

ck_band_prefetch ck_plan_prefetch(
    const ck_gather *g, const ck_band *band, const float *source, long first_channel, long channels, long calls) {
    int is_sparse = g->rows.planes < g->rows.step || g->columns.planes < g->columns.step;
    if (!band || is_sparse || calls == 0) return (ck_band_prefetch){0};
    long step = g->rows.spread * g->rows.step, first = 0, end = g->rows.source;
    if (band->images == 1) {
        first = band->first_row * step + ck_plane_origin(&g->rows, 0);
        end = first + ck_plane_length(&g->rows, band->rows) * g->rows.step;
        if (first < 0) first = 0;
        if (end > g->rows.source) end = g->rows.source;
    }
    long pixels = end > first ? ((band->images - 1) * g->rows.source + end - first) * g->columns.source : 0;
    return (ck_band_prefetch){
        .next = source + (band->first_image * g->rows.source + first) * g->columns.source * g->source_channels + first_channel,
        .pixels = pixels, .pixel_step = g->source_channels, .channels = channels,
        .pixels_at_a_time = (pixels + calls - 1) / calls,
    };
}
