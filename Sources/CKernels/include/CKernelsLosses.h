// Softmax and cross entropy over the rows of x [rows][classes]. Images [n][h][w][classes] are rows too, a pixel each.
#pragma once

// y = eˣ / Σ eˣ in each row. y may be x. A row of nothing but −∞ gives NaN, as in PyTorch.
void ck_softmax(const float *x, long rows, long classes, float *y);

// dx = y · (dy − Σ dy · y). dx may be dy or y.
void ck_softmax_backward(const float *dy, const float *y, long rows, long classes, float *dx);

// y = x − ln Σ eˣ in each row. y may be x.
void ck_log_softmax(const float *x, long rows, long classes, float *y);

// dx = dy − e^y · Σ dy. dx may be dy or y.
void ck_log_softmax_backward(const float *dy, const float *y, long rows, long classes, float *dx);

// Cross entropy with PyTorch's definitions. Of a row with label t, weights w (NULL: 1) and smoothing s:
//
//     loss = (1 − s) · w[t] · −ln p[t]  +  s / classes · Σ w[c] · −ln p[c]        p = softmax(x)
//
// and 0 of a row whose label is `ignored`.
typedef struct {
    // [classes]
    const float *weights;
    double smoothing;
    long ignored;
} ck_cross_entropy;

// losses [rows] receives each row's loss, or is NULL. statistics [rows][2] receives the row's maximum and ln Σ e^(x −
// maximum), for the backward pass. totals [2] receives Σ loss and Σ w[t] over the rows that are not ignored: their
// quotient is the mean.
//
// Returns −1, or the first row whose label is neither ignored nor a class; nothing is written then.
long ck_cross_entropy_forward(
    const ck_cross_entropy *loss, const float *x, long rows, long classes, const long *labels, float *losses,
    float *statistics, double *totals);

// dx = gradient · gradients[row] · ∂ loss of the row / ∂ x; gradients NULL: 1. dx may be x.
void ck_cross_entropy_backward(
    const ck_cross_entropy *loss, const float *x, long rows, long classes, const long *labels, const float *statistics,
    double gradient, const float *gradients, float *dx);
