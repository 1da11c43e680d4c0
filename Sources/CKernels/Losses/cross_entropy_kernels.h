// Cross entropy, row by row.

#include "Vectors/lanes.h"
// After the lanes, which they use.
#include "Vectors/exponential.h"
#include "Losses/row_parts.h"

static void NAME(cross_entropy_unit)(void *context, long unit) {
    const cross_entropy_rows s = *(const cross_entropy_rows *)context;
    const float *weights = s.loss.weights;
    double *slot = s.slots + unit * 2;
    slot[0] = slot[1] = 0;
    for (long row = unit * s.rows_in_unit; row < least((unit + 1) * s.rows_in_unit, s.rows); row++) {
        const float *x = s.x + row * s.classes;
        float maximum = NAME(row_maximum)(x, s.classes);
        float logarithm = logf(NAME(row_exponentials)(x, s.classes, maximum, NULL));
        s.statistics[2 * row] = maximum;
        s.statistics[2 * row + 1] = logarithm;
        const long label = s.labels[row];
        double loss = 0;
        if (label != s.loss.ignored) {
            double weight = weights ? (double)weights[label] : 1;
            loss = (1 - s.loss.smoothing) * weight * (double)(logarithm - (x[label] - maximum));
            if (s.loss.smoothing != 0) {
                vec sums = {0};
                for (long c = 0; c < s.classes; c += LANES) {
                    // Lanes beyond the row add 0: there x is the maximum less the logarithm, so to speak.
                    int count = (int)least(LANES, s.classes - c);
                    vec distance = logarithm - (l_load(x + c, count) - maximum);
                    vec factor = weights ? l_load(weights + c, count) : v_splat(1);
                    vec terms = factor * distance;
                    for (int i = count; i < LANES; i++) terms[i] = 0;
                    sums += terms;
                }
                loss += s.loss.smoothing / (double)s.classes * (double)v_sum(sums);
            }
            slot[0] += loss;
            slot[1] += weight;
        }
        if (s.losses) s.losses[row] = (float)loss;
    }
}

// ∂ loss / ∂ x[c] = p[c] · ((1 − s) · w[t] + s / classes · Σ w)  −  s / classes · w[c]  −  (1 − s) · w[t] where c is t.
static void NAME(cross_entropy_backward_unit)(void *context, long unit) {
    const cross_entropy_rows s = *(const cross_entropy_rows *)context;
    const float *weights = s.loss.weights;
    for (long row = unit * s.rows_in_unit; row < least((unit + 1) * s.rows_in_unit, s.rows); row++) {
        const float *x = s.x + row * s.classes;
        float *dx = s.dx + row * s.classes;
        const long label = s.labels[row];
        if (label == s.loss.ignored) {
            memset(dx, 0, (size_t)s.classes * sizeof(float));
            continue;
        }
        double gradient = s.gradient * (s.gradients ? (double)s.gradients[row] : 1);
        double of_label = gradient * (1 - s.loss.smoothing) * (weights ? (double)weights[label] : 1);
        double of_others = gradient * s.loss.smoothing / (double)s.classes;
        const float factor = (float)(of_label + of_others * s.weight_sum), share = (float)of_others;
        const float maximum = s.statistics[2 * row], logarithm = s.statistics[2 * row + 1];
        for (long c = 0; c < s.classes; c += LANES) {
            int count = (int)least(LANES, s.classes - c);
            vec slope = factor * v_exp(l_load(x + c, count) - maximum - logarithm);
            if (share != 0) slope -= share * (weights ? l_load(weights + c, count) : v_splat(1));
            l_store(dx + c, slope, count);
        }
        dx[label] -= (float)of_label;
    }
}
