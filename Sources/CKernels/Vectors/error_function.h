// The error function for sixteen floats, to about one unit in the last place. Included once for each instruction set,
// after exponential.h.

#ifndef CKERNELS_ERROR_FUNCTION
#define CKERNELS_ERROR_FUNCTION
#define v_erf NAME(v_erf)
#endif

// Two polynomials (Juffa 2018): near 0 for erf itself, beyond it for ln(1 − erf).
INLINE vec v_erf(vec x) {
    vec t = (vec)((vec_mask)x & 0x7fffffff), s = x * x;
    vec r = v_splat(-1.72853470e-5f) * t + 3.83197126e-4f;
    vec u = v_splat(-3.88396438e-3f) * t + 2.42546219e-2f;
    r = r * s + u;
    r = r * t + -1.06777877e-1f;
    r = r * t + -6.34846687e-1f;
    r = r * t + -1.28717512e-1f;
    r = r * t - t;
    vec far = 1.0f - v_exp(r);
    far = (vec)((vec_mask)far | ((vec_mask)x & (int32_t)0x80000000));
    vec q = v_splat(-5.96761703e-4f);
    q = q * s + 4.99119423e-3f;
    q = q * s + -2.67681349e-2f;
    q = q * s + 1.12819925e-1f;
    q = q * s + -3.76125336e-1f;
    q = q * s + 1.28379166e-1f;
    return v_select((vec_mask)(t > v_splat(0.927734375f)), far, q * x + x);
}
