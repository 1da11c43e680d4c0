#include "CKernelsInstructionSets.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

ck_instruction_set ck_best_instruction_set(void) {
#if defined(__x86_64__)
    __builtin_cpu_init();
    if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("fma")) return ck_portable;
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq")
        && __builtin_cpu_supports("avx512bw"))
        return ck_avx512;
    return ck_avx2;
#else
    return ck_portable;
#endif
}

static _Atomic int current = -1;
static _Thread_local int forced = -1;

// LANDUSE_KERNELS=portable|avx2|avx512 chooses a narrower one for the whole process.
static ck_instruction_set initial(void) {
    ck_instruction_set best = ck_best_instruction_set();
    const char *wanted = getenv("LANDUSE_KERNELS");
    if (!wanted) return best;
    ck_instruction_set set = strcmp(wanted, "portable") == 0 ? ck_portable : strcmp(wanted, "avx2") == 0 ? ck_avx2 : best;
    // LandUseKit has one more way, "reference".
    if (set == best && strcmp(wanted, "avx512") != 0 && strcmp(wanted, "avx2") != 0 && strcmp(wanted, "portable") != 0
        && strcmp(wanted, "reference") != 0)
        fprintf(stderr, "LANDUSE_KERNELS=%s is not known: portable, avx2, avx512 or reference\n", wanted);
    return set < best ? set : best;
}

ck_instruction_set ck_current_instruction_set(void) {
    if (forced >= 0) return (ck_instruction_set)forced;
    int set = atomic_load_explicit(&current, memory_order_relaxed);
    if (set < 0) {
        set = initial();
        atomic_store_explicit(&current, set, memory_order_relaxed);
    }
    return (ck_instruction_set)set;
}

int ck_force_instruction_set(ck_instruction_set set) {
    if (set > ck_best_instruction_set()) return 0;
    forced = (int)set;
    return 1;
}
