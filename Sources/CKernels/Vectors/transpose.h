// Sixteen vectors of sixteen, rows to columns: four rounds, each of which interleaves row i with row i + 8.

#ifndef CKERNELS_TRANSPOSE
#define CKERNELS_TRANSPOSE
#define v_transpose NAME(v_transpose)
#define v_interleave NAME(v_interleave)
#endif

INLINE void v_interleave(const vec *from, vec *to) {
    UNROLL for (int i = 0; i < 8; i++) {
        to[2 * i] = __builtin_shufflevector(
            from[i], from[i + 8], 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
        to[2 * i + 1] = __builtin_shufflevector(
            from[i], from[i + 8], 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
    }
}

INLINE void v_transpose(vec *rows) {
    vec other[LANES];
    v_interleave(rows, other);
    v_interleave(other, rows);
    v_interleave(rows, other);
    v_interleave(other, rows);
}
