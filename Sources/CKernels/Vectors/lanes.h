// Vectors that may have fewer than sixteen values, their bytes, and their sums in double precision. Included once for
// each instruction set, after vectors.h. Where `count` is the constant 16, nothing of the choice is left.

#ifndef CKERNELS_LANE_TYPES
#define CKERNELS_LANE_TYPES
typedef double vec_double __attribute__((vector_size(128), aligned(8)));
typedef uint8_t vec_bytes __attribute__((vector_size(16), aligned(1)));

#define l_load NAME(l_load)
#define l_store NAME(l_store)
#define l_relu NAME(l_relu)
#define l_pick NAME(l_pick)
#define l_keep NAME(l_keep)
#define l_is_passed NAME(l_is_passed)
#define l_is_any NAME(l_is_any)
#define l_load_bytes NAME(l_load_bytes)
#define l_store_bytes NAME(l_store_bytes)
#define l_add_to_doubles NAME(l_add_to_doubles)
#define l_total NAME(l_total)
#endif

INLINE vec l_load(const float *from, int count) { return count == LANES ? v_load(from) : v_load_some(from, count); }
INLINE void l_store(float *to, vec value, int count) {
    if (count == LANES)
        v_store(to, value);
    else
        v_store_some(to, value, count);
}

// max(0, x); NaN stays NaN.
INLINE vec l_relu(vec x) { return v_max(x, (vec){0}); }

INLINE vec_mask l_pick(vec_mask condition, vec_mask yes, vec_mask no) {
    return (yes & condition) | (no & ~condition);
}
// The value where the condition holds, else 0.
INLINE vec l_keep(vec_mask condition, vec value) {
#ifdef LEVEL_IS_AVX512
    // Else clang makes a masked load of it, which waits for what the condition was loaded from (max pooling's gradient:
    // 22 instead of 13 ms).
    __m512 loaded = (__m512)value;
    __asm__("" : "+v"(loaded));
    value = (vec)loaded;
#endif
    return (vec)((vec_mask)value & condition);
}

// Where a ReLU of x lets a gradient through: as PyTorch's, also where x is NaN.
INLINE vec_mask l_is_passed(vec x) { return ~(vec_mask)(x <= (vec){0}); }

// Whether the condition holds in any lane.
INLINE int l_is_any(vec_mask condition) { return __builtin_reduce_or(condition) != 0; }

INLINE vec_mask l_load_bytes(const uint8_t *from, int count) {
    vec_bytes bytes = {0};
    if (count == LANES)
        bytes = *(const vec_bytes *)from;
    else
        memcpy(&bytes, from, (size_t)count);
    return __builtin_convertvector(bytes, vec_mask);
}
INLINE void l_store_bytes(uint8_t *to, vec_mask value, int count) {
    vec_bytes bytes = __builtin_convertvector(value, vec_bytes);
    if (count == LANES)
        *(vec_bytes *)to = bytes;
    else
        memcpy(to, &bytes, (size_t)count);
}

INLINE void l_add_to_doubles(double *sums, vec value, int count) {
    if (count == LANES)
        *(vec_double *)sums += __builtin_convertvector(value, vec_double);
    else
        for (int i = 0; i < count; i++) sums[i] += (double)value[i];
}

// The sum of all lanes, always in the same order.
INLINE double l_total(vec_double sums) {
    double total = 0;
    UNROLL for (int i = 0; i < LANES; i++) total += sums[i];
    return total;
}
