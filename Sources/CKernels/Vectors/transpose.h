// Sixteen vectors as a square, turned over. Included once for each instruction set, after vectors.h, by kernels that need it.
// Four rounds of a perfect shuffle: each moves one bit of the column's number into the row's.

#ifndef CKERNELS_TRANSPOSE
#define CKERNELS_TRANSPOSE
#define v_transpose NAME(v_transpose)
#define LOWER_HALVES 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23
#define UPPER_HALVES 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31
#endif

INLINE void v_transpose(vec rows[LANES]) {
    vec other[LANES];
    UNROLL for (int round = 0; round < 4; round++) {
        vec *from = round % 2 ? other : rows, *to = round % 2 ? rows : other;
        UNROLL for (int i = 0; i < LANES / 2; i++) {
            to[2 * i] = __builtin_shufflevector(from[i], from[i + 8], LOWER_HALVES);
            to[2 * i + 1] = __builtin_shufflevector(from[i], from[i + 8], UPPER_HALVES);
        }
    }
}
