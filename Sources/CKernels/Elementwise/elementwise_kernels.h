// One pass for each operation: what is written, in terms of the values that are read.

#include "Vectors/lanes.h"
// After the lanes, which they use.
#include "Vectors/exponential.h"
#include "Vectors/error_function.h"

#ifndef CKERNELS_ELEMENTWISE_PASS
#define CKERNELS_ELEMENTWISE_PASS
#define A l_load(e.a + i, lanes)
#define B l_load(e.b + i, lanes)
#define MASK __builtin_convertvector(l_load_bytes(e.mask + i, lanes), vec)
#define FACTOR v_splat(e.factor)
#define PASS(name, value)                                                                                              \
    static void NAME(name##_unit)(void *context, long unit) {                                                          \
        const elementwise e = *(const elementwise *)context;                                                           \
        long i = unit * elements_in_unit, end = least(i + elements_in_unit, e.count);                                  \
        for (; i + LANES <= end; i += LANES) {                                                                         \
            const int lanes = LANES;                                                                                   \
            v_store(e.y + i, value);                                                                                   \
            (void)lanes;                                                                                               \
        }                                                                                                              \
        if (i < end) {                                                                                                 \
            const int lanes = (int)(end - i);                                                                          \
            v_store_some(e.y + i, value, lanes);                                                                       \
        }                                                                                                              \
    }
#endif

// Φ(x), the normal distribution up to x.
INLINE vec NAME(normal)(vec x) { return 0.5f + 0.5f * v_erf(x * 0.70710678f); }
// φ(x), its density.
INLINE vec NAME(normal_density)(vec x) { return 0.39894228f * v_exp(-0.5f * x * x); }

INLINE vec NAME(gelu_slope)(vec x) { return NAME(normal)(x) + x * NAME(normal_density)(x); }
INLINE vec NAME(gelu_value)(vec x) { return x * NAME(normal)(x); }

PASS(fill, FACTOR)
PASS(relu, l_relu(A))
PASS(relu_backward, l_keep(l_is_passed(B), A))
PASS(add, A + B)
PASS(add_relu, l_relu(A + B))
PASS(multiply, A * B)
PASS(scale, FACTOR * A)
PASS(add_scaled, A + FACTOR * B)
PASS(gelu, NAME(gelu_value)(A))
PASS(gelu_backward, A * NAME(gelu_slope)(B))
PASS(dropout, A * (MASK * FACTOR))
