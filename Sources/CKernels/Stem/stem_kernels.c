#include "Stem/stem_kernels.h"

#include "CKernelsInstructionSets.h"

#define KERNELS "Stem/stem_kernel_set.h"
#include "Vectors/each_instruction_set.h"

const ck_stem_kernels *ck_current_stem_kernels(void) {
    switch (ck_current_instruction_set()) {
#if defined(__x86_64__)
    case ck_avx512: return &stem_kernels_avx512;
    case ck_avx2: return &stem_kernels_avx2;
#endif
    default: return &stem_kernels_portable;
    }
}
