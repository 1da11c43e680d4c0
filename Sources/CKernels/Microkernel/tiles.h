// The microkernels' loops, compiled for each instruction set. How many sums fit into the registers decides the shape:
//
//     AVX-512    32 registers of 16   14 rows × 2 vectors and three more for operands; 7 × 4 needs 33 and spills
//     AVX2       16 registers of  8    6 rows × 1 vector of 16 (12 registers)
//     portable   16 registers of  4    2 rows × 1 vector of 16 (8 registers)
//
// A wide tile is cut into narrower ones on the narrower levels, so that packed weights are the same on all of them.
// Measured on Zen 5, one thread of a busy machine, from a depth of 64 on: 228 to 236 GFLOP/s, as with constant strides
// between rows in the same minutes (263 when idle, the machine's peak); AVX2 108 to 111, portable 43. Outer products: the
// same. A splat written as {0} + value costs an addition for each product.

#undef STEP_ROWS
#undef STEP_VECTORS
#if defined(LEVEL_IS_AVX512)
#define STEP_ROWS 14
#define STEP_VECTORS 2
#elif defined(LEVEL_IS_AVX2)
#define STEP_ROWS 6
#define STEP_VECTORS 1
#else
#define STEP_ROWS 2
#define STEP_VECTORS 1
#endif

#ifndef CKERNELS_TILES
#define CKERNELS_TILES
// Keeps the compiler from replacing one index by fourteen pointers that each must be counted up.
#define KEEP_AS_INDEX(variable) __asm__("" : "+r"(variable))
// B is read once, in order: 4 KB ahead was best (10 % where B comes from the third-level cache).
#define B_PREFETCH 1024
#endif

// Rows first … first + rows − 1 and `vectors` vectors of 16 columns from column `column` on.
INLINE void NAME(row_step)(
    const int first, const int rows, const int column, const int vectors, const ck_row_products *p) {
    vec sum[STEP_ROWS][STEP_VECTORS];
    float *c = p->c + first * p->c_row + (column ? p->c_half : 0);
    const long c_row = p->c_row, c_half = p->c_half;
    UNROLL for (int i = 0; i < rows; i++)
        UNROLL for (int j = 0; j < vectors; j++)
            sum[i][j] = p->adds ? v_load(c + i * c_row + j * c_half) : (vec){0};
    const float *a[STEP_ROWS];
    UNROLL for (int i = 0; i < rows; i++) a[i] = p->a[first + i];
    const float *b = p->b + column;
    const long depth = p->depth;
    for (long block = 0; block < p->blocks; block++) {
        long k = p->offsets[block];
        const long end = k + depth;
        _Pragma("clang loop unroll(disable)")
        while (k < end) {
            vec operand[STEP_VECTORS];
            UNROLL for (int j = 0; j < vectors; j++) {
                operand[j] = v_load(b + j * LANES);
                __builtin_prefetch(b + j * LANES + B_PREFETCH);
            }
            UNROLL for (int i = 0; i < rows; i++) {
                vec factor = v_splat(a[i][k]);
                UNROLL for (int j = 0; j < vectors; j++) sum[i][j] += factor * operand[j];
            }
            b += ck_tile_columns;
            k++;
            KEEP_AS_INDEX(k);
        }
    }
    UNROLL for (int i = 0; i < rows; i++)
        UNROLL for (int j = 0; j < vectors; j++) v_store(c + i * c_row + j * c_half, sum[i][j]);
}

#define ROW_STEP(n) \
    static __attribute__((noinline)) void NAME(row_step_##n)(int first, int column, const ck_row_products *p) { \
        NAME(row_step)(first, n, column, STEP_VECTORS, p); \
    }
ROW_STEP(1) ROW_STEP(2)
#if STEP_ROWS > 2
ROW_STEP(3) ROW_STEP(4) ROW_STEP(5) ROW_STEP(6)
#endif
#if STEP_ROWS > 6
ROW_STEP(7) ROW_STEP(8) ROW_STEP(9) ROW_STEP(10) ROW_STEP(11) ROW_STEP(12) ROW_STEP(13) ROW_STEP(14)
#endif

static void (*const NAME(row_steps)[])(int, int, const ck_row_products *) = {
    NULL, NAME(row_step_1), NAME(row_step_2),
#if STEP_ROWS > 2
    NAME(row_step_3), NAME(row_step_4), NAME(row_step_5), NAME(row_step_6),
#endif
#if STEP_ROWS > 6
    NAME(row_step_7), NAME(row_step_8), NAME(row_step_9), NAME(row_step_10), NAME(row_step_11), NAME(row_step_12),
    NAME(row_step_13), NAME(row_step_14),
#endif
};

// Steps as equal as can be: 14 rows are 5, 5 and 4 rather than 6, 6 and 2.
static void NAME(row_products)(const ck_row_products *p) {
    const int steps = (p->rows + STEP_ROWS - 1) / STEP_ROWS;
    for (int column = 0; column < ck_tile_columns; column += STEP_VECTORS * LANES)
        for (int step = 0; step < steps; step++) {
            int first = p->rows * step / steps, end = p->rows * (step + 1) / steps;
            NAME(row_steps)[end - first](first, column, p);
        }
}

#undef ROW_STEP
#undef OUTER_ROWS
#if defined(LEVEL_IS_AVX512)
#define OUTER_ROWS 8
#elif defined(LEVEL_IS_AVX2)
#define OUTER_ROWS 4
#else
#define OUTER_ROWS 2
#endif

INLINE void NAME(outer_step)(
    const int first, const int rows, const int column, const int vectors, const ck_outer_products *p) {
    vec sum[OUTER_ROWS][STEP_VECTORS];
    float *c = p->c + first * p->c_row + (column ? p->c_half : 0);
    const long c_row = p->c_row, c_half = p->c_half;
    UNROLL for (int i = 0; i < rows; i++)
        UNROLL for (int j = 0; j < vectors; j++)
            sum[i][j] = p->adds ? v_load(c + i * c_row + j * c_half) : (vec){0};
    const long a_step = p->a_step, b_step = p->b_step, b_half = p->b_half, pixels = p->pixels;
    for (long segment = 0; segment < p->segments; segment++) {
        const float *a = p->a + p->a_offsets[segment] + first;
        const float *b = p->b + p->b_offsets[segment] + (column ? b_half : 0);
        _Pragma("clang loop unroll(disable)")
        for (long pixel = 0; pixel < pixels; pixel++) {
            vec operand[STEP_VECTORS];
            UNROLL for (int j = 0; j < vectors; j++) operand[j] = v_load(b + j * b_half);
            UNROLL for (int i = 0; i < rows; i++) {
                vec factor = v_splat(a[i]);
                UNROLL for (int j = 0; j < vectors; j++) sum[i][j] += factor * operand[j];
            }
            a += a_step;
            b += b_step;
        }
    }
    UNROLL for (int i = 0; i < rows; i++)
        UNROLL for (int j = 0; j < vectors; j++) v_store(c + i * c_row + j * c_half, sum[i][j]);
}

#define OUTER_STEP(n) \
    static __attribute__((noinline)) void NAME(outer_step_##n)(int first, int column, const ck_outer_products *p) { \
        NAME(outer_step)(first, n, column, STEP_VECTORS, p); \
    }
OUTER_STEP(1) OUTER_STEP(2)
#if OUTER_ROWS > 2
OUTER_STEP(3) OUTER_STEP(4)
#endif
#if OUTER_ROWS > 4
OUTER_STEP(5) OUTER_STEP(6) OUTER_STEP(7) OUTER_STEP(8)
#endif

static void (*const NAME(outer_steps)[])(int, int, const ck_outer_products *) = {
    NULL, NAME(outer_step_1), NAME(outer_step_2),
#if OUTER_ROWS > 2
    NAME(outer_step_3), NAME(outer_step_4),
#endif
#if OUTER_ROWS > 4
    NAME(outer_step_5), NAME(outer_step_6), NAME(outer_step_7), NAME(outer_step_8),
#endif
};

// As equal as can be, too: the stem's 21 rows of taps come as 7, 7 and 7.
static void NAME(outer_products)(const ck_outer_products *p) {
    const int steps = (p->rows + OUTER_ROWS - 1) / OUTER_ROWS;
    for (int column = 0; column < ck_tile_columns; column += STEP_VECTORS * LANES)
        for (int step = 0; step < steps; step++) {
            int first = p->rows * step / steps, end = p->rows * (step + 1) / steps;
            NAME(outer_steps)[end - first](first, column, p);
        }
}

#undef OUTER_STEP

static const ck_microkernels NAME(microkernels) = {NAME(row_products), NAME(outer_products)};
