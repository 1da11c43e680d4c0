#include "Vectors/transpose.h"
#include "Direct/packing_kernels.h"
#include "Direct/finishing_kernels.h"

static const ck_direct_kernels NAME(direct_kernels) = {
    NAME(pack_pixels), NAME(finish_output), NAME(finish_gradient), NAME(transpose_weights), NAME(copy_weights),
    NAME(unpack_gradient),
};
