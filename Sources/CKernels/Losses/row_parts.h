// The steps of which softmax and its relatives consist, on one row. Included once for each instruction set, after
// exponential.h.

// As l_load, with −∞ where there is nothing.
INLINE vec NAME(load_or_least)(const float *from, const int count) {
    if (count == LANES) return v_load(from);
    vec value = v_splat(-__builtin_inff());
#ifdef LEVEL_IS_AVX512
    return (vec)_mm512_mask_loadu_ps((__m512)value, (__mmask16)((1u << count) - 1), from);
#else
    memcpy(&value, from, (size_t)count * sizeof(float));
    return value;
#endif
}

// The largest value of a row; where it holds NaN, anything.
INLINE float NAME(row_maximum)(const float *x, long classes) {
    vec largest = v_splat(-__builtin_inff());
    for (long c = 0; c < classes; c += LANES)
        largest = v_max(NAME(load_or_least)(x + c, (int)least(LANES, classes - c)), largest);
    vec other;
    // Halves against each other; lanes that are not looked at any more keep what they hold.
    other = __builtin_shufflevector(largest, largest, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7);
    largest = v_max(largest, other);
    other = __builtin_shufflevector(largest, largest, 4, 5, 6, 7, 0, 1, 2, 3, 4, 5, 6, 7, 0, 1, 2, 3);
    largest = v_max(largest, other);
    other = __builtin_shufflevector(largest, largest, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3, 0, 1);
    largest = v_max(largest, other);
    return largest[0] > largest[1] ? largest[0] : largest[1];
}

// Σ e^(x − maximum), and with y that value of each.
INLINE float NAME(row_exponentials)(const float *x, long classes, float maximum, float *y) {
    vec sum = {0};
    for (long c = 0; c < classes; c += LANES) {
        int count = (int)least(LANES, classes - c);
        vec value = v_exp(NAME(load_or_least)(x + c, count) - maximum);
        // Lanes beyond the row add 0, or NaN where the row is nothing but −∞, and then its sum is NaN in any case.
        sum += value;
        if (y) l_store(y + c, value, count);
    }
    return v_sum(sum);
}
