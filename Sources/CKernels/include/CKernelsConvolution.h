// Two-dimensional convolution (cross-correlation, as PyTorch's conv2d) in three directions: outputs from inputs, and
// the gradients with respect to inputs and weights. All arrays are dense:
//
//     x  [images][height][width][channels]                               activations, channels-last
//     w  [filters][kernel_height][kernel_width][channels / groups]       weights
//     y  [images][output_height][output_width][filters]
//
// What a network does right before and after a convolution can be done on the way, while a value is in a register.
// Results do not depend on the number of threads. Arrays may begin at any float; at multiples of 64 bytes they are quicker.
#pragma once

#include <stddef.h>

typedef struct {
    long images, height, width, channels;
    long filters, kernel_height, kernel_width;
    long stride_height, stride_width, padding_height, padding_width, dilation_height, dilation_width, groups;
    long output_height, output_width;
} ck_convolution;

// What is done to an input as it is read: max(0, scale[c] · x + shift[c]) for BatchNorm and ReLU, the maximum only with
// `relu`. Padding stays 0. NULL: nothing.
typedef struct {
    const float *scale, *shift;
    int relu;
} ck_input_transform;

// What is done to an output before it is written: bias[k] is added, then residual (laid out as y), then the larger of
// that and 0 is taken with `relu`. `sums` [2][filters], of doubles, receives Σ y and Σ y² over images and pixels, of y as
// written. Each may be NULL or 0.
typedef struct {
    const float *bias;
    const float *residual;
    int relu;
    double *sums;
} ck_output_transform;

// What is done to an input's gradient before it is written. In this order, each may be NULL:
//  * addend (laid out as x) is added: the gradient that reaches x by another way.
//  * where `activation` (laid out as x) is not positive, the gradient is 0: the ReLU before x. With `scale` and `shift`
//    [channels], scale · activation + shift decides.
//  * `sums` [3][channels], of doubles, receives Σ dx, Σ dx · first and Σ dx · second, whose arrays are laid out as x (the
//    outputs of convolutions before BatchNorm, whose backward pass needs these sums); NULL arrays give no sums.
typedef struct {
    const float *addend;
    const float *activation, *scale, *shift;
    const float *first, *second;
    double *sums;
} ck_gradient_transform;

typedef enum { ck_forward = 0, ck_backward_data = 1 } ck_direction;

// Weights in the order in which a direction's kernel reads them. An array may be used again as long as `w`, the shape and
// the instruction set stay the same.
//
// How many floats: depends on the shape. And a number that is the same for shapes that can share the array.
size_t ck_packed_weights_count(const ck_convolution *convolution, ck_direction direction);
long ck_packed_weights_kind(const ck_convolution *convolution, ck_direction direction);
void ck_pack_weights(const ck_convolution *convolution, ck_direction direction, const float *w, float *packed);

// y = x ∗ w.
void ck_convolve(
    const ck_convolution *convolution, const float *x, const ck_input_transform *input, const float *packed,
    const ck_output_transform *output, float *y);

// dx from dy.
void ck_convolve_backward_data(
    const ck_convolution *convolution, const float *dy, const float *packed, const ck_gradient_transform *gradient,
    float *dx);

// dw from x and dy; added to what is there with `accumulate`.
void ck_convolve_backward_weights(
    const ck_convolution *convolution, const float *x, const ck_input_transform *input, const float *dy, float *dw,
    int accumulate);
