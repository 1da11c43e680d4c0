// Tiles into the transformed domain: of the input, 6 × 6 pixels that overlap by two, and of the output's gradient, 4 × 4.
//
// Tiles within the map are most of the time; those at an edge read a zero where a pixel is missing. Prefetching the row
// of tiles below: the whole convolution of 64 channels on 56 × 56 is 12 % quicker. What is new two tiles on instead: the
// same.

#ifndef CKERNELS_INPUT_TILES
#define CKERNELS_INPUT_TILES
static const float no_pixel[LANES];
#endif

// Bᵀ d B, written with its 36 products `point` apart.
INLINE void NAME(store_input_tile)(const vec *d, float *v, const long point) {
    vec columns[winograd_products];
    UNROLL for (int j = 0; j < 6; j++) w_inputs(d + j, 6, columns + j, 6);
    UNROLL for (int i = 0; i < 6; i++) {
        vec row[6];
        w_inputs(columns + i * 6, 1, row, 1);
        UNROLL for (int j = 0; j < 6; j++) v_store(v + (i * 6 + j) * point, row[j]);
    }
}

INLINE void NAME(transform_input_range)(
    const ck_winograd_plan *plan, const ck_tile_range range, const long block, const ck_input_transform *input,
    const int has_input, const float *x, float *v) {
    const long height = plan->input_height, width = plan->input_width;
    const long pixel = plan->input_channels, line = width * pixel, point = plan->input_point;
    vec scale = v_splat(1), shift = {0}, least = v_splat(-__builtin_inff());
    if (has_input) {
        if (input->scale) scale = v_load(input->scale + block * LANES);
        if (input->shift) shift = v_load(input->shift + block * LANES);
        if (input->relu) least = (vec){0};
    }
    v += (block * plan->chunk_size + range.from - range.first) * LANES;
    tile_cursor cursor = cursor_at(plan, range.from);
    for (long tile = range.from; tile < range.to; tile++, advance(plan, &cursor), v += LANES) {
        const long top = cursor.row * 4 - plan->padding_height, left = cursor.column * 4 - plan->padding_width;
        const float *from = x + ((cursor.image * height + top) * width + left) * pixel + block * LANES;
        vec d[winograd_products];
        if (top >= 0 && left >= 0 && top + 6 <= height && left + 6 <= width) {
            if (top + 10 <= height)
                UNROLL for (int i = 6; i < 10; i++)
                    UNROLL for (int j = 0; j < 4; j++) __builtin_prefetch(from + i * line + j * pixel, 0, 2);
            UNROLL for (int i = 0; i < 6; i++)
                UNROLL for (int j = 0; j < 6; j++) d[i * 6 + j] = v_load(from + i * line + j * pixel);
            if (has_input) UNROLL for (int i = 0; i < winograd_products; i++) d[i] = v_max(d[i] * scale + shift, least);
        } else {
            UNROLL for (int i = 0; i < 6; i++) {
                const int has_row = top + i >= 0 && top + i < height;
                UNROLL for (int j = 0; j < 6; j++) {
                    const int is_inside = has_row && left + j >= 0 && left + j < width;
                    vec value = v_load(is_inside ? from + i * line + j * pixel : no_pixel);
                    if (has_input) {
                        value = v_max(value * scale + shift, least);
                        value = (vec)((vec_mask)value & ((vec_mask){0} - is_inside));
                    }
                    d[i * 6 + j] = value;
                }
            }
        }
        NAME(store_input_tile)(d, v, point);
    }
}

static void NAME(transform_inputs)(
    const ck_winograd_plan *plan, ck_tile_range range, long block, const ck_input_transform *input, const float *x,
    float *v) {
    if (input)
        NAME(transform_input_range)(plan, range, block, input, 1, x, v);
    else
        NAME(transform_input_range)(plan, range, block, NULL, 0, x, v);
}

static void NAME(transform_gradients)(
    const ck_winograd_plan *plan, ck_tile_range range, long block, const float *dy, float *m) {
    const long height = plan->output_height, width = plan->output_width;
    const long pixel = plan->output_channels, line = width * pixel, point = plan->output_point;
    m += (block * plan->chunk_size + range.from - range.first) * LANES;
    tile_cursor cursor = cursor_at(plan, range.from);
    for (long tile = range.from; tile < range.to; tile++, advance(plan, &cursor), m += LANES) {
        const long top = cursor.row * 4, left = cursor.column * 4;
        const float *from = dy + ((cursor.image * height + top) * width + left) * pixel + block * LANES;
        vec d[16], columns[24];
        if (top + 4 <= height && left + 4 <= width) {
            if (top + 8 <= height)
                UNROLL for (int i = 4; i < 8; i++)
                    UNROLL for (int j = 0; j < 4; j++) __builtin_prefetch(from + i * line + j * pixel, 0, 2);
            UNROLL for (int i = 0; i < 4; i++)
                UNROLL for (int j = 0; j < 4; j++) d[i * 4 + j] = v_load(from + i * line + j * pixel);
        } else {
            UNROLL for (int i = 0; i < 4; i++)
                UNROLL for (int j = 0; j < 4; j++) {
                    const int is_inside = top + i < height && left + j < width;
                    d[i * 4 + j] = v_load(is_inside ? from + i * line + j * pixel : no_pixel);
                }
        }
        UNROLL for (int j = 0; j < 4; j++) w_gradients(d + j, 4, columns + j, 4);
        UNROLL for (int i = 0; i < 6; i++) {
            vec row[6];
            w_gradients(columns + i * 4, 1, row, 1);
            UNROLL for (int j = 0; j < 6; j++) v_store(m + (i * 6 + j) * point, row[j]);
        }
    }
}
