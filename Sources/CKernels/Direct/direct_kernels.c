#include "Direct/direct_kernels.h"

#include "CKernelsInstructionSets.h"

#define KERNELS "Direct/direct_kernel_set.h"
#include "Vectors/each_instruction_set.h"

const ck_direct_kernels *ck_current_direct_kernels(void) {
    switch (ck_current_instruction_set()) {
#if defined(__x86_64__)
    case ck_avx512: return &direct_kernels_avx512;
    case ck_avx2: return &direct_kernels_avx2;
#endif
    default: return &direct_kernels_portable;
    }
}
