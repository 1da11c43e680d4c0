// The public functions: Winograd's convolution where it serves and is quicker, else direct convolution.

#include "CKernelsConvolution.h"
#include "Direct/direct.h"
#include "Winograd/winograd.h"

static int uses_winograd(const ck_convolution *convolution) {
    return ck_winograd_serves(convolution) && ck_winograd_is_quicker(convolution);
}

size_t ck_packed_weights_count(const ck_convolution *convolution, ck_direction direction) {
    return uses_winograd(convolution) ? ck_winograd_packed_weights_count(convolution, direction)
                                      : ck_direct_packed_weights_count(convolution, direction);
}

// Winograd's kinds are odd, those of direct convolution even.
long ck_packed_weights_kind(const ck_convolution *convolution, ck_direction direction) {
    return uses_winograd(convolution) ? 2 * ck_winograd_packed_weights_kind(convolution, direction) + 1
                                      : 2 * ck_direct_packed_weights_kind(convolution, direction);
}

void ck_pack_weights(const ck_convolution *convolution, ck_direction direction, const float *w, float *packed) {
    if (uses_winograd(convolution))
        ck_winograd_pack_weights(convolution, direction, w, packed);
    else
        ck_direct_pack_weights(convolution, direction, w, packed);
}

void ck_convolve(
    const ck_convolution *convolution, const float *x, const ck_input_transform *input, const float *packed,
    const ck_output_transform *output, float *y) {
    if (uses_winograd(convolution))
        ck_winograd_convolve(convolution, x, input, packed, output, y);
    else
        ck_direct_convolve(convolution, x, input, packed, output, y);
}

void ck_convolve_backward_data(
    const ck_convolution *convolution, const float *dy, const float *packed, const ck_gradient_transform *gradient,
    float *dx) {
    if (uses_winograd(convolution))
        ck_winograd_convolve_backward_data(convolution, dy, packed, gradient, dx);
    else
        ck_direct_convolve_backward_data(convolution, dy, packed, gradient, dx);
}

void ck_convolve_backward_weights(
    const ck_convolution *convolution, const float *x, const ck_input_transform *input, const float *dy, float *dw,
    int accumulate) {
    if (uses_winograd(convolution))
        ck_winograd_convolve_backward_weights(convolution, x, input, dy, dw, accumulate);
    else
        ck_direct_convolve_backward_weights(convolution, x, input, dy, dw, accumulate);
}
