// What the public functions call where they choose direct convolution.
#pragma once

#include "CKernelsDirect.h"
#include "CKernelsStem.h"

static inline int ck_uses_stem(const ck_convolution *convolution) {
    return ck_stem_serves(convolution) && ck_stem_is_quicker(convolution);
}
