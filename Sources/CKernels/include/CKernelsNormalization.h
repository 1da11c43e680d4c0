// Passes over activations x[pixels][channels] that treat each channel by numbers of its own: BatchNorm (Ioffe & Szegedy
// 2015) in both directions, and what a residual block does between its convolutions. `pixels` counts those of all
// images. No pass reads or writes anything beyond its arrays; an array may be one of the inputs only where it says so.
#pragma once

// The mean and the biased variance of each channel, in double precision from sums of at most 128 shifted floats.
// mean, variance: [channels]. pixels > 0.
void ck_channel_statistics(const float *x, long pixels, long channels, double *mean, double *variance);

// y = scale[c] · x + shift[c], with `relu` no less than 0. scale NULL: 1; shift NULL: 0. y may be x.
void ck_channel_affine(
    const float *x, long pixels, long channels, const float *scale, const float *shift, int relu, float *y);

// y = scale[c] · x + shift[c] + residual_scale[c] · residual + residual_shift[c], with `relu` no less than 0. The end of
// a residual block. scale NULL: 1; shift NULL: 0; residual_scale NULL: the residual as it is; residual_shift NULL: 0.
// y may be x or residual.
void ck_channel_residual(
    const float *x, const float *scale, const float *shift, const float *residual, const float *residual_scale,
    const float *residual_shift, long pixels, long channels, int relu, float *y);

// What ck_channel_gradient_sums reads and writes. All but gradient and sums may be NULL.
typedef struct {
    // [pixels][channels]
    const float *gradient;
    // The ReLU that the gradient comes from: it is 0 where activation [pixels][channels] is not above 0 (NaN passes, as
    // in PyTorch). With scale and shift [channels] (both or neither), scale[c] · activation + shift[c] decides.
    const float *activation, *scale, *shift;
    // [pixels][channels]: the inputs of up to two BatchNorms that the gradient g goes to next; `second` needs `first`.
    const float *first, *second;
    // [channels]: subtracted from them, so that means far from 0 cost no precision.
    const float *first_center, *second_center;
    // [pixels][channels]: receives g, the gradient after the ReLU; may be `gradient`.
    float *masked;
    // [3][channels]: receives Σ g, Σ g · (first − first_center) and Σ g · (second − second_center); of an array that is
    // NULL, 0.
    double *sums;
} ck_channel_gradient;

// The sums over pixels that BatchNorm's backward pass needs.
void ck_channel_gradient_sums(const ck_channel_gradient *gradient, long pixels, long channels);

// dx = a[c] · g + b[c] · x + c[c]: BatchNorm's backward pass, once the sums are known. With r = 1 / √(variance + ε),
// weight γ, S = Σ g, P = Σ g · (x − mean) and n pixels:
//
//     a = γ·r        b = −γ·r³·P/n        c = −γ·r·S/n − b·mean
//
// With relu_scale and relu_shift (both or neither), g counts as 0 where relu_scale[c] · x + relu_shift[c] is not above 0.
// dx may be g or x.
void ck_channel_combine(
    const float *g, const float *x, const float *a, const float *b, const float *c, const float *relu_scale,
    const float *relu_shift, long pixels, long channels, float *dx);

// LayerNorm (Ba, Kiros & Hinton 2016) over each row of x [rows][size]: y = (x − mean) · r · weight + bias with
// r = 1 / √(variance + epsilon), the variance biased. weight and bias [size] may be NULL. means and scales [rows] receive
// the mean and r of each row, for the backward pass. y may be x.
void ck_layer_norm(
    const float *x, long rows, long size, const float *weight, const float *bias, double epsilon, float *y,
    float *means, float *scales);

// dx from dy; may be dy. weight may be NULL. dweight and dbias [size] receive the weight's and the bias's gradient, in
// doubles; each may be NULL, and so may dx.
void ck_layer_norm_backward(
    const float *dy, const float *x, const float *means, const float *scales, const float *weight, long rows, long size,
    float *dx, double *dweight, double *dbias);
