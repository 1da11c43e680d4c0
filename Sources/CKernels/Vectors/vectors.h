// Sixteen floats as one value, and the few operations that clang's vector extension lacks. Included once for each
// instruction set, on purpose without a guard: the functions below carry the level's name.
//
// A vector of sixteen is one register of AVX-512, two of AVX2, four of SSE2 or NEON: the compiler splits it. Only
// kernels that must keep their sums in registers ask for the level.

#ifndef CKERNELS_VECTOR_TYPES
#define CKERNELS_VECTOR_TYPES
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#if defined(__x86_64__)
#include <immintrin.h>
#endif

#define LANES 16
// Aligned as floats are: rows of activations begin anywhere.
typedef float vec __attribute__((vector_size(64), aligned(4)));
typedef int32_t vec_mask __attribute__((vector_size(64), aligned(4)));

#define JOIN_(a, b) a##_##b
#define JOIN(a, b) JOIN_(a, b)
// The name of a function at the level that is being compiled.
#define NAME(function) JOIN(function, LEVEL)
#define INLINE static inline __attribute__((always_inline, unused))
#define UNROLL _Pragma("clang loop unroll(full)")

#define v_load NAME(v_load)
#define v_store NAME(v_store)
#define v_splat NAME(v_splat)
#define v_max NAME(v_max)
#define v_select NAME(v_select)
#define v_load_some NAME(v_load_some)
#define v_store_some NAME(v_store_some)
#define v_sum NAME(v_sum)
#endif

INLINE vec v_load(const float *from) { return *(const vec *)from; }
INLINE void v_store(float *to, vec value) { *(vec *)to = value; }
// Sixteen times the value. ({0} + value would stay an addition, for −0 + 0 is 0.)
INLINE vec v_splat(float v) { return (vec){v, v, v, v, v, v, v, v, v, v, v, v, v, v, v, v}; }

INLINE vec v_select(vec_mask condition, vec yes, vec no) {
    return (vec)(((vec_mask)yes & condition) | ((vec_mask)no & ~condition));
}

// The larger of each pair; a where either is NaN, and where both are zeros.
INLINE vec v_max(vec a, vec b) {
#ifdef LEVEL_IS_AVX512
    return (vec)_mm512_max_ps((__m512)b, (__m512)a);
#else
    return v_select((vec_mask)(b > a), b, a);
#endif
}

// The first `count` (0 … 16) floats, the rest zero; and their counterpart. Nothing beyond them is touched.
INLINE vec v_load_some(const float *from, int count) {
#ifdef LEVEL_IS_AVX512
    return (vec)_mm512_maskz_loadu_ps((__mmask16)((1u << count) - 1), from);
#else
    vec value = {0};
    memcpy(&value, from, (size_t)count * sizeof(float));
    return value;
#endif
}
INLINE void v_store_some(float *to, vec value, int count) {
#ifdef LEVEL_IS_AVX512
    _mm512_mask_storeu_ps(to, (__mmask16)((1u << count) - 1), (__m512)value);
#else
    memcpy(to, &value, (size_t)count * sizeof(float));
#endif
}

// The sum of all lanes, always in the same order.
INLINE float v_sum(vec value) {
    float sum = 0;
    UNROLL for (int i = 0; i < LANES; i++) sum += value[i];
    return sum;
}
