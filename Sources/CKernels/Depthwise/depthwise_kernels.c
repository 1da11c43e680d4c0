#include "Depthwise/depthwise_kernels.h"

#include "CKernelsInstructionSets.h"

#define KERNELS "Depthwise/depthwise_kernel_set.h"
#include "Vectors/each_instruction_set.h"

const ck_depthwise_kernels *ck_current_depthwise_kernels(void) {
    switch (ck_current_instruction_set()) {
#if defined(__x86_64__)
    case ck_avx512: return &depthwise_kernels_avx512;
    case ck_avx2: return &depthwise_kernels_avx2;
#endif
    default: return &depthwise_kernels_portable;
    }
}
