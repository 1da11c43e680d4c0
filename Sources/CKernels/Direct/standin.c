// Until direct convolution lands: the reference in its place, with weights as they are.
#include "CKernelsReference.h"
#include "Direct/direct.h"

#include <string.h>

size_t ck_direct_packed_weights_count(const ck_convolution *c, ck_direction direction) {
    (void)direction;
    return (size_t)(c->filters * c->kernel_height * c->kernel_width * (c->channels / c->groups));
}
long ck_direct_packed_weights_kind(const ck_convolution *c, ck_direction direction) {
    (void)c, (void)direction;
    return 0;
}
void ck_direct_pack_weights(const ck_convolution *c, ck_direction direction, const float *w, float *packed) {
    memcpy(packed, w, ck_direct_packed_weights_count(c, direction) * sizeof(float));
}
void ck_direct_convolve(
    const ck_convolution *c, const float *x, const ck_input_transform *input, const float *packed,
    const ck_output_transform *output, float *y) {
    ck_reference_convolve(c, x, input, packed, output, y);
}
void ck_direct_convolve_backward_data(
    const ck_convolution *c, const float *dy, const float *packed, const ck_gradient_transform *gradient, float *dx) {
    ck_reference_convolve_backward_data(c, dy, packed, gradient, dx);
}
void ck_direct_convolve_backward_weights(
    const ck_convolution *c, const float *x, const ck_input_transform *input, const float *dy, float *dw,
    int accumulate) {
    ck_reference_convolve_backward_weights(c, x, input, dy, dw, accumulate);
}
