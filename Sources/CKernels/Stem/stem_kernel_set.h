// F(4, 4) with the points ±1, ±2, ±1/2 and infinity (Lavin & Gray 2016). In one dimension
//
//     y = Aᵀ ((G w) ⊙ (Bᵀ d)),    dw = Gᵀ ((Bᵀ d) ⊙ (A dy)),
//
// where row p of A is 1, p, p², p³, row p of G the same divided by Π (p − q) over the other points q, and the last rows, of
// infinity, are 0, 0, 0, 1. Two dimensions are one after the other.

#ifndef CKERNELS_STEM_MATRICES
#define CKERNELS_STEM_MATRICES
static const float stem_g[ck_stem_side][ck_stem_taps] = {
    {-2 / 9.f, -2 / 9.f, -2 / 9.f, -2 / 9.f},        {2 / 9.f, -2 / 9.f, 2 / 9.f, -2 / 9.f},
    {1 / 45.f, 2 / 45.f, 4 / 45.f, 8 / 45.f},        {-1 / 45.f, 2 / 45.f, -4 / 45.f, 8 / 45.f},
    {16 / 45.f, 8 / 45.f, 4 / 45.f, 2 / 45.f},       {-16 / 45.f, 8 / 45.f, -4 / 45.f, 2 / 45.f},
    {0, 0, 0, 1},
};
#endif

// Bᵀ.
INLINE void NAME(stem_input)(const vec *d, const int step, vec *to, const int to_step) {
    vec d0 = d[0], d1 = d[step], d2 = d[2 * step], d3 = d[3 * step], d4 = d[4 * step], d5 = d[5 * step], d6 = d[6 * step];
    vec even = d0 - 4.25f * d2 + d4, odd = d1 - 4.25f * d3 + d5;
    to[0] = odd + even;
    to[to_step] = odd - even;
    even = 0.5f * d0 - 2.5f * d2 + 2 * d4, odd = 0.25f * d1 - 1.25f * d3 + d5;
    to[2 * to_step] = odd + even;
    to[3 * to_step] = odd - even;
    even = 2 * d0 - 2.5f * d2 + 0.5f * d4, odd = 4 * d1 - 5 * d3 + d5;
    to[4 * to_step] = odd + even;
    to[5 * to_step] = odd - even;
    to[6 * to_step] = d6 - d0 + 5.25f * (d2 - d4);
}

// Aᵀ.
INLINE void NAME(stem_output)(const vec *m, const int step, vec *to, const int to_step) {
    vec s1 = m[0] + m[step], t1 = m[0] - m[step], s2 = m[2 * step] + m[3 * step], t2 = m[2 * step] - m[3 * step];
    vec s3 = m[4 * step] + m[5 * step], t3 = m[4 * step] - m[5 * step];
    to[0] = s1 + s2 + s3;
    to[to_step] = t1 + 2 * t2 + 0.5f * t3;
    to[2 * to_step] = s1 + 4 * s2 + 0.25f * s3;
    to[3 * to_step] = t1 + 8 * t2 + 0.125f * t3 + m[6 * step];
}

// A.
INLINE void NAME(stem_gradient)(const vec *d, const int step, vec *to, const int to_step) {
    vec d0 = d[0], d1 = d[step], d2 = d[2 * step], d3 = d[3 * step];
    vec even = d0 + d2, odd = d1 + d3;
    to[0] = even + odd;
    to[to_step] = even - odd;
    even = d0 + 4 * d2, odd = 2 * d1 + 8 * d3;
    to[2 * to_step] = even + odd;
    to[3 * to_step] = even - odd;
    even = d0 + 0.25f * d2, odd = 0.5f * d1 + 0.125f * d3;
    to[4 * to_step] = even + odd;
    to[5 * to_step] = even - odd;
    to[6 * to_step] = d3;
}

static void NAME(fold_rows)(const float *upper, const float *lower, long channels, long pixels, float *to) {
    int count = (int)(2 * channels);
    for (long pixel = 0; pixel < pixels; pixel++, to += LANES) {
        v_store(to, v_load_some(upper + pixel * count, count));
        v_store_some(to + count, v_load_some(lower + pixel * count, count), count);
    }
}

static void NAME(stem_transform_input)(const float *from, long row, float *to, long point) {
    vec half[ck_stem_points];
    UNROLL for (int j = 0; j < ck_stem_side; j++) {
        vec column[ck_stem_side];
        UNROLL for (int i = 0; i < ck_stem_side; i++) column[i] = v_load(from + i * row + j * LANES);
        NAME(stem_input)(column, 1, half + j, ck_stem_side);
    }
    UNROLL for (int i = 0; i < ck_stem_side; i++) {
        vec whole[ck_stem_side];
        NAME(stem_input)(half + i * ck_stem_side, 1, whole, 1);
        UNROLL for (int j = 0; j < ck_stem_side; j++) v_store(to + (i * ck_stem_side + j) * point, whole[j]);
    }
}

static void NAME(stem_transform_output)(const float *from, long point, float *to) {
    for (int lane = 0; lane < 2 * LANES; lane += LANES) {
        vec half[ck_stem_outputs * ck_stem_side];
        UNROLL for (int j = 0; j < ck_stem_side; j++) {
            vec column[ck_stem_side];
            UNROLL for (int i = 0; i < ck_stem_side; i++)
                column[i] = v_load(from + (i * ck_stem_side + j) * point + lane);
            NAME(stem_output)(column, 1, half + j, ck_stem_side);
        }
        UNROLL for (int i = 0; i < ck_stem_outputs; i++) {
            vec whole[ck_stem_outputs];
            NAME(stem_output)(half + i * ck_stem_side, 1, whole, 1);
            UNROLL for (int j = 0; j < ck_stem_outputs; j++)
                v_store(to + (i * ck_stem_outputs + j) * 2 * LANES + lane, whole[j]);
        }
    }
}

INLINE void NAME(stem_gradient_lanes)(const float *const *pixels, long lane, int count, float *to, long point) {
    vec half[ck_stem_side * ck_stem_outputs];
    UNROLL for (int j = 0; j < ck_stem_outputs; j++) {
        vec column[ck_stem_outputs];
        UNROLL for (int i = 0; i < ck_stem_outputs; i++) {
            const float *pixel = pixels[i * ck_stem_outputs + j];
            column[i] = !pixel ? (vec){0} : count == LANES ? v_load(pixel + lane) : v_load_some(pixel + lane, count);
        }
        NAME(stem_gradient)(column, 1, half + j, ck_stem_outputs);
    }
    UNROLL for (int i = 0; i < ck_stem_side; i++) {
        vec whole[ck_stem_side];
        NAME(stem_gradient)(half + i * ck_stem_outputs, 1, whole, 1);
        UNROLL for (int j = 0; j < ck_stem_side; j++) v_store(to + (i * ck_stem_side + j) * point + lane, whole[j]);
    }
}

static void NAME(stem_transform_gradient)(const float *const *pixels, long filters, float *to, long point) {
    for (long lane = 0; lane < 2 * LANES; lane += LANES) {
        if (filters - lane >= LANES) NAME(stem_gradient_lanes)(pixels, lane, LANES, to, point);
        else NAME(stem_gradient_lanes)(pixels, lane, filters > lane ? (int)(filters - lane) : 0, to, point);
    }
}

// Products with G are few: once a call, for every weight.
static void NAME(stem_transform_weights)(const float *from, float *to, long point) {
    vec half[ck_stem_side][ck_stem_taps];
    for (int p = 0; p < ck_stem_side; p++)
        for (int j = 0; j < ck_stem_taps; j++) {
            half[p][j] = (vec){0};
            for (int i = 0; i < ck_stem_taps; i++)
                half[p][j] += stem_g[p][i] * v_load(from + (i * ck_stem_taps + j) * LANES);
        }
    for (int p = 0; p < ck_stem_side; p++)
        for (int q = 0; q < ck_stem_side; q++) {
            vec sum = {0};
            for (int j = 0; j < ck_stem_taps; j++) sum += stem_g[q][j] * half[p][j];
            v_store(to + (p * ck_stem_side + q) * point, sum);
        }
}

static void NAME(stem_transform_weights_back)(const float *from, long point, float *to) {
    vec half[ck_stem_taps][ck_stem_side];
    for (int i = 0; i < ck_stem_taps; i++)
        for (int q = 0; q < ck_stem_side; q++) {
            half[i][q] = (vec){0};
            for (int p = 0; p < ck_stem_side; p++)
                half[i][q] += stem_g[p][i] * v_load(from + (p * ck_stem_side + q) * point);
        }
    for (int i = 0; i < ck_stem_taps; i++)
        for (int j = 0; j < ck_stem_taps; j++) {
            vec sum = {0};
            for (int q = 0; q < ck_stem_side; q++) sum += stem_g[q][j] * half[i][q];
            v_store(to + (i * ck_stem_taps + j) * LANES, sum);
        }
}

static const ck_stem_kernels NAME(stem_kernels) = {
    NAME(fold_rows), NAME(stem_transform_input), NAME(stem_transform_output), NAME(stem_transform_gradient),
    NAME(stem_transform_weights), NAME(stem_transform_weights_back),
};
