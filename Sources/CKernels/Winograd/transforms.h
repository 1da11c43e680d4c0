// Winograd's transforms in one dimension, for sixteen channels at a time; applied to columns and then to rows they give
// those in two. Lavin and Gray, "Fast Algorithms for Convolutional Neural Networks", CVPR 2016: F(4, 3), with the points
// 0, 1, −1, 2, −2 and ∞. Four outputs y of a kernel g of three taps over six inputs d:
//
//     y = Aᵀ [(G g) ⊙ (Bᵀ d)]
//
// In two dimensions that is 36 multiplications for 16 outputs instead of 144. The sums over channels of the products ⊙ are
// 36 products of matrices. The gradient of the weights is the adjoint: Gᵀ [(A dy) ⊙ (Bᵀ d)].
//
// F(6, 3) would save a little more and loses too many bits. F(2, 3), for maps of few tiles, was left out: there reading the
// weights decides, and direct convolution reads the fewest.

#ifndef CKERNELS_WINOGRAD_TRANSFORMS
#define CKERNELS_WINOGRAD_TRANSFORMS
// Outputs and points of a tile, a side; points in all; taps.
enum { winograd_outputs = 4, winograd_points = 6, winograd_products = 36, winograd_taps = 9 };
#define w_inputs NAME(w_inputs)
#define w_outputs NAME(w_outputs)
#define w_gradients NAME(w_gradients)
#define w_weights NAME(w_weights)
#define w_weight_row NAME(w_weight_row)
#define w_weight_gradients NAME(w_weight_gradients)
#endif

// Bᵀ d. Strides are in vectors, of the source and of the result.
INLINE void w_inputs(const vec *d, const int from, vec *result, const int to) {
    vec d0 = d[0], d1 = d[from], d2 = d[2 * from], d3 = d[3 * from], d4 = d[4 * from], d5 = d[5 * from];
    vec even = d4 - 4.f * d2, odd = d3 - 4.f * d1, even2 = d4 - d2, odd2 = 2.f * (d3 - d1);
    result[0] = 4.f * d0 - 5.f * d2 + d4;
    result[to] = even + odd;
    result[2 * to] = even - odd;
    result[3 * to] = even2 + odd2;
    result[4 * to] = even2 - odd2;
    result[5 * to] = 4.f * d1 - 5.f * d3 + d5;
}

// Aᵀ m.
INLINE void w_outputs(const vec *m, const int from, vec *result, const int to) {
    vec m1 = m[from], m2 = m[2 * from], m3 = m[3 * from], m4 = m[4 * from];
    vec sum = m1 + m2, difference = m1 - m2, sum2 = m3 + m4, difference2 = m3 - m4;
    result[0] = m[0] + sum + sum2;
    result[to] = difference + 2.f * difference2;
    result[2 * to] = sum + 4.f * sum2;
    result[3 * to] = difference + 8.f * difference2 + m[5 * from];
}

// A dy.
INLINE void w_gradients(const vec *dy, const int from, vec *result, const int to) {
    vec d0 = dy[0], d1 = dy[from], d2 = dy[2 * from], d3 = dy[3 * from];
    vec even = d0 + d2, odd = d1 + d3, even2 = d0 + 4.f * d2, odd2 = 2.f * d1 + 8.f * d3;
    result[0] = d0;
    result[to] = even + odd;
    result[2 * to] = even - odd;
    result[3 * to] = even2 + odd2;
    result[4 * to] = even2 - odd2;
    result[5 * to] = d3;
}

// Row `point` of G g.
INLINE vec w_weight_row(const int point, vec g0, vec g1, vec g2) {
    switch (point) {
    case 0: return 0.25f * g0;
    case 1: return (-1.f / 6) * (g0 + g1 + g2);
    case 2: return (-1.f / 6) * (g0 - g1 + g2);
    case 3: return (1.f / 24) * g0 + (1.f / 12) * g1 + (1.f / 6) * g2;
    case 4: return (1.f / 24) * g0 - (1.f / 12) * g1 + (1.f / 6) * g2;
    default: return g2;
    }
}

// G g.
INLINE void w_weights(const vec *g, const int from, vec *result, const int to) {
    vec g0 = g[0], g1 = g[from], g2 = g[2 * from];
    vec even = (-1.f / 6) * (g0 + g2), odd = (-1.f / 6) * g1;
    vec even2 = (1.f / 24) * g0 + (1.f / 6) * g2, odd2 = (1.f / 12) * g1;
    result[0] = 0.25f * g0;
    result[to] = even + odd;
    result[2 * to] = even - odd;
    result[3 * to] = even2 + odd2;
    result[4 * to] = even2 - odd2;
    result[5 * to] = g2;
}

// Gᵀ u.
INLINE void w_weight_gradients(const vec *u, const int from, vec *result, const int to) {
    vec u1 = u[from], u2 = u[2 * from], u3 = u[3 * from], u4 = u[4 * from];
    vec sum = u1 + u2, difference = u2 - u1, sum2 = u3 + u4, difference2 = u3 - u4;
    result[0] = 0.25f * u[0] - (1.f / 6) * sum + (1.f / 24) * sum2;
    result[to] = (1.f / 6) * difference + (1.f / 12) * difference2;
    result[2 * to] = (1.f / 6) * (sum2 - sum) + u[5 * from];
}
