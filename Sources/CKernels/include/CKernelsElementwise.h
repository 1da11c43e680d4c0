// Operations on arrays of `count` floats, value by value. The result may be one of the inputs, unless it says otherwise;
// arrays may not overlap in any other way.
#pragma once

#include <stdint.h>

void ck_fill(float value, long count, float *y);

// y = max(0, x); NaN stays NaN.
void ck_relu(const float *x, long count, float *y);

// dx = dy where the activation is above 0 or NaN, else 0. The activation is ReLU's input or output, which is the same.
void ck_relu_backward(const float *dy, const float *activation, long count, float *dx);

// y = a + b, with `relu` no less than 0.
void ck_add(const float *a, const float *b, long count, int relu, float *y);

// y = a · b.
void ck_multiply(const float *a, const float *b, long count, float *y);

// y = factor · x.
void ck_scale(float factor, const float *x, long count, float *y);

// y = y + factor · x.
void ck_add_scaled(float factor, const float *x, long count, float *y);

// GELU (Hendrycks & Gimpel 2016), the exact one: y = x · Φ(x) = x / 2 · (1 + erf(x / √2)). erf to 1 unit in the last place.
void ck_gelu(const float *x, long count, float *y);

// dx = dy · (Φ(x) + x · φ(x)).
void ck_gelu_backward(const float *dy, const float *x, long count, float *dx);

// y = x · (mask · scale), the mask's bytes being 0 or 1: dropout with scale = 1 / (1 − p), and its gradient.
void ck_dropout(const float *x, const uint8_t *mask, float scale, long count, float *y);
