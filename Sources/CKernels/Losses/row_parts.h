// The steps of which softmax and its relatives consist, on one row. Included once for each instruction set, after
// exponential.h.

// As l_load, with −∞ where there is nothing.
INLINE vec NAME(load_or_least)(const float *from, const int count) {
    if (count == LANES) return v_load(from);
    vec value = v_splat(-__builtin_inff());
    memcpy(&value, from, (size_t)count * sizeof(float));
    return value;
}

// The largest value of a row; where it holds NaN, anything.
INLINE float NAME(row_maximum)(const float *x, long classes) {
    vec largest = v_splat(-__builtin_inff());
    for (long c = 0; c < classes; c += LANES)
        largest = v_max(NAME(load_or_least)(x + c, (int)least(LANES, classes - c)), largest);
    float maximum = largest[0];
    UNROLL for (int i = 1; i < LANES; i++) maximum = largest[i] > maximum ? largest[i] : maximum;
    return maximum;
}

// Σ e^(x − maximum), and with y that value of each.
INLINE float NAME(row_exponentials)(const float *x, long classes, float maximum, float *y) {
    vec sum = {0};
    for (long c = 0; c < classes; c += LANES) {
        int count = (int)least(LANES, classes - c);
        vec value = v_exp(NAME(load_or_least)(x + c, count) - maximum);
        // −∞ − (−∞) in the lanes beyond a row of nothing but −∞ would do no harm: the row is NaN in any case.
        sum += value;
        if (y) l_store(y + c, value, count);
    }
    return v_sum(sum);
}
