// Tiles back from the transformed domain, Aᵀ m A, and everything that is done to an output, or to an input's gradient,
// while it is in a register. What is not wanted is asked about for each pixel; the branches are predicted.

#ifndef CKERNELS_OUTPUT_TILES
#define CKERNELS_OUTPUT_TILES
// Sums are taken in floats over so many tiles of 16 pixels, then in doubles.
enum { tiles_in_floats = 8 };
#define output_finish NAME(output_finish)
#define gradient_finish NAME(gradient_finish)
#define lane_sums NAME(lane_sums)
#endif

// Up to three sums over pixels, a lane each for sixteen channels.
typedef struct {
    vec now[3];
    double total[3][LANES];
    int tiles;
} lane_sums;

INLINE void NAME(flush)(lane_sums *sums, const int count) {
    UNROLL for (int s = 0; s < count; s++) {
        for (int lane = 0; lane < LANES; lane++) sums->total[s][lane] += (double)sums->now[s][lane];
        sums->now[s] = (vec){0};
    }
    sums->tiles = 0;
}

// What is done to outputs; the pointers are to the block's first channel.
typedef struct {
    vec bias, least;
    const float *residual;
    int has_sums;
} output_finish;

INLINE vec NAME(finish_output)(const output_finish *finish, lane_sums *sums, vec value, long place) {
    value += finish->bias;
    if (finish->residual) value += v_load(finish->residual + place);
    value = v_max(value, finish->least);
    if (finish->has_sums) {
        sums->now[0] += value;
        sums->now[1] += value * value;
    }
    return value;
}

// What is done to an input's gradient.
typedef struct {
    vec scale, shift;
    const float *addend, *activation, *first, *second;
    int has_sums;
} gradient_finish;

INLINE vec NAME(finish_gradient)(const gradient_finish *finish, lane_sums *sums, vec value, long place) {
    if (finish->addend) value += v_load(finish->addend + place);
    if (finish->activation) {
        vec activation = v_load(finish->activation + place) * finish->scale + finish->shift;
        value = (vec)((vec_mask)value & (vec_mask)(activation > 0));
    }
    if (finish->has_sums) {
        sums->now[0] += value;
        if (finish->first) sums->now[1] += value * v_load(finish->first + place);
        if (finish->second) sums->now[2] += value * v_load(finish->second + place);
    }
    return value;
}

// The arrays that are read beside the outputs come from memory: asks for those of the tile below.
INLINE void NAME(prefetch_tile)(const float *from, const long line, const long pixel) {
    if (!from) return;
    UNROLL for (int i = 0; i < 4; i++)
        UNROLL for (int j = 0; j < 4; j++) __builtin_prefetch(from + i * line + j * pixel, 0, 2);
}

INLINE void NAME(transform_output_range)(
    const ck_winograd_plan *plan, const ck_tile_range range, const long block, const float *m,
    const output_finish *output, const gradient_finish *gradient, const int is_gradient, float *y, double *all_sums) {
    const long height = plan->output_height, width = plan->output_width;
    const long pixel = plan->output_channels, line = width * pixel, point = plan->output_point;
    const int sum_count = is_gradient ? 3 : 2;
    lane_sums sums = {0};
    y += block * LANES;
    m += (block * plan->chunk_size + range.from - range.first) * LANES;
    tile_cursor cursor = cursor_at(plan, range.from);
    for (long tile = range.from; tile < range.to; tile++, advance(plan, &cursor), m += LANES) {
        const long top = cursor.row * 4, left = cursor.column * 4;
        const long first = ((cursor.image * height + top) * width + left) * pixel;
        vec columns[24];
        UNROLL for (int j = 0; j < 6; j++) {
            vec column[6];
            UNROLL for (int i = 0; i < 6; i++) column[i] = v_load(m + (i * 6 + j) * point);
            w_outputs(column, 1, columns + j, 6);
        }
        if (top + 4 <= height && left + 4 <= width) {
            const long below = first + 4 * line;
            if (is_gradient && top + 8 <= height) {
                NAME(prefetch_tile)(gradient->addend ? gradient->addend + below : NULL, line, pixel);
                NAME(prefetch_tile)(gradient->activation ? gradient->activation + below : NULL, line, pixel);
                if (gradient->first != gradient->activation)
                    NAME(prefetch_tile)(gradient->first ? gradient->first + below : NULL, line, pixel);
                NAME(prefetch_tile)(gradient->second ? gradient->second + below : NULL, line, pixel);
            }
            UNROLL for (int i = 0; i < 4; i++) {
                vec row[4];
                w_outputs(columns + i * 6, 1, row, 1);
                UNROLL for (int j = 0; j < 4; j++) {
                    const long place = first + i * line + j * pixel;
                    v_store(
                        y + place, is_gradient ? NAME(finish_gradient)(gradient, &sums, row[j], place)
                                               : NAME(finish_output)(output, &sums, row[j], place));
                }
            }
        } else {
            for (long i = 0; i < 4 && top + i < height; i++) {
                vec row[4];
                w_outputs(columns + i * 6, 1, row, 1);
                for (long j = 0; j < 4 && left + j < width; j++) {
                    const long place = first + i * line + j * pixel;
                    v_store(
                        y + place, is_gradient ? NAME(finish_gradient)(gradient, &sums, row[j], place)
                                               : NAME(finish_output)(output, &sums, row[j], place));
                }
            }
        }
        if (all_sums && ++sums.tiles == tiles_in_floats) NAME(flush)(&sums, sum_count);
    }
    if (!all_sums) return;
    NAME(flush)(&sums, sum_count);
    for (int s = 0; s < sum_count; s++)
        memcpy(all_sums + s * plan->output_channels + block * LANES, sums.total[s], sizeof sums.total[s]);
}

static void NAME(transform_outputs)(
    const ck_winograd_plan *plan, ck_tile_range range, long block, const float *m, const ck_output_transform *output,
    float *y, double *sums) {
    output_finish finish = {.bias = {0}, .least = v_splat(-__builtin_inff()), .has_sums = sums != NULL};
    if (output) {
        if (output->bias) finish.bias = v_load(output->bias + block * LANES);
        if (output->relu) finish.least = (vec){0};
        if (output->residual) finish.residual = output->residual + block * LANES;
    }
    NAME(transform_output_range)(plan, range, block, m, &finish, NULL, 0, y, sums);
}

static void NAME(transform_input_gradients)(
    const ck_winograd_plan *plan, ck_tile_range range, long block, const float *m,
    const ck_gradient_transform *gradient, float *dx, double *sums) {
    gradient_finish finish = {.scale = v_splat(1), .shift = {0}, .has_sums = sums != NULL};
    if (gradient) {
        const long from = block * LANES;
        if (gradient->scale) finish.scale = v_load(gradient->scale + from);
        if (gradient->shift) finish.shift = v_load(gradient->shift + from);
        if (gradient->addend) finish.addend = gradient->addend + from;
        if (gradient->activation) finish.activation = gradient->activation + from;
        if (gradient->first) finish.first = gradient->first + from;
        if (gradient->second) finish.second = gradient->second + from;
    }
    NAME(transform_output_range)(plan, range, block, m, NULL, &finish, 1, dx, sums);
}
