// Convolutions with 3 × 3 taps at stride 1 by Winograd's F(4 × 4, 3 × 3): a quarter of the multiplications.
//
//     correlation.c   y from x, dx from dy: input tiles → products → output tiles
//     gradient.c      dw: tiles of x and dy → products summed over tiles → back
//     pack_weights.c  weights, before
//     choice.c        which convolutions, and when it is quicker
//     plan.h          how it is cut, and where everything lies
//     kernels.h       the steps, for each instruction set
#pragma once

#include "CKernelsWinograd.h"
