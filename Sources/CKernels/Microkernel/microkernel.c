#include "Microkernel/microkernel.h"

#define KERNELS "Microkernel/tiles.h"
#include "Vectors/each_instruction_set.h"

const ck_microkernels *ck_microkernels_for(ck_instruction_set set) {
    switch (set) {
#if defined(__x86_64__)
    case ck_avx512: return &microkernels_avx512;
    case ck_avx2: return &microkernels_avx2;
#endif
    default: return &microkernels_portable;
    }
}
