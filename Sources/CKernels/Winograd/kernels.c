#include "Winograd/kernels.h"
#include "Winograd/tile_cursor.h"

#define KERNELS "Winograd/each_level.h"
#include "Vectors/each_instruction_set.h"

const ck_winograd_kernels *ck_winograd_kernels_for(ck_instruction_set set) {
    switch (set) {
#if defined(__x86_64__)
    case ck_avx512: return &winograd_kernels_avx512;
    case ck_avx2: return &winograd_kernels_avx2;
#endif
    default: return &winograd_kernels_portable;
    }
}
