// Until direct convolution's gradient of weights lands: the reference in its place.
#include "CKernelsReference.h"
#include "Direct/direct.h"

void ck_direct_convolve_backward_weights(
    const ck_convolution *c, const float *x, const ck_input_transform *input, const float *dy, float *dw,
    int accumulate) {
    ck_reference_convolve_backward_weights(c, x, input, dy, dw, accumulate);
}
