#include "CKernelsElementwise.h"

#include "CKernelsThreads.h"
#include "Elementwise/elementwise.h"
#include "Threads/blocks.h"
#include "Vectors/choose.h"

#define KERNELS "Elementwise/elementwise_kernels.h"
#include "Vectors/each_instruction_set.h"

static void pass(elementwise e, ck_unit unit) { ck_parallel(blocks(e.count, elements_in_unit), unit, &e); }

void ck_fill(float value, long count, float *y) {
    pass((elementwise){.factor = value, .count = count, .y = y}, CHOOSE(fill_unit));
}

void ck_relu(const float *x, long count, float *y) {
    pass((elementwise){.a = x, .count = count, .y = y}, CHOOSE(relu_unit));
}

void ck_relu_backward(const float *dy, const float *activation, long count, float *dx) {
    pass((elementwise){.a = dy, .b = activation, .count = count, .y = dx}, CHOOSE(relu_backward_unit));
}

void ck_add(const float *a, const float *b, long count, int relu, float *y) {
    pass((elementwise){.a = a, .b = b, .count = count, .y = y}, relu ? CHOOSE(add_relu_unit) : CHOOSE(add_unit));
}

void ck_multiply(const float *a, const float *b, long count, float *y) {
    pass((elementwise){.a = a, .b = b, .count = count, .y = y}, CHOOSE(multiply_unit));
}

void ck_scale(float factor, const float *x, long count, float *y) {
    pass((elementwise){.a = x, .factor = factor, .count = count, .y = y}, CHOOSE(scale_unit));
}

void ck_add_scaled(float factor, const float *x, long count, float *y) {
    pass((elementwise){.a = y, .b = x, .factor = factor, .count = count, .y = y}, CHOOSE(add_scaled_unit));
}

void ck_gelu(const float *x, long count, float *y) {
    pass((elementwise){.a = x, .count = count, .y = y}, CHOOSE(gelu_unit));
}

void ck_gelu_backward(const float *dy, const float *x, long count, float *dx) {
    pass((elementwise){.a = dy, .b = x, .count = count, .y = dx}, CHOOSE(gelu_backward_unit));
}

void ck_dropout(const float *x, const uint8_t *mask, float scale, long count, float *y) {
    pass((elementwise){.a = x, .mask = mask, .factor = scale, .count = count, .y = y}, CHOOSE(dropout_unit));
}
