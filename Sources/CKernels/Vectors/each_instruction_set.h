// Compiles one file of kernels once for each instruction set, so that the best one can be chosen while running.
//
//     #define KERNELS "Convolution/winograd_kernels.h"
//     #include "Vectors/each_instruction_set.h"
//
// Within the file, NAME(f) is f_avx512, f_avx2 and f_portable in turn. No compiler flags are needed, so any
// package may depend on this one.

// Vectors wider than a level's registers are passed between inlined functions only, where no calling convention matters.
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wpsabi"

#if defined(__x86_64__)

#define LEVEL avx512
#define LEVEL_IS_AVX512 1
#pragma clang attribute push(__attribute__((target("avx512f,avx512vl,avx512dq,avx512bw,avx2,fma"))), apply_to = function)
#include "Vectors/vectors.h"
#include KERNELS
#pragma clang attribute pop
#undef LEVEL_IS_AVX512
#undef LEVEL

#define LEVEL avx2
#define LEVEL_IS_AVX2 1
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#include "Vectors/vectors.h"
#include KERNELS
#pragma clang attribute pop
#undef LEVEL_IS_AVX2
#undef LEVEL

#endif

#define LEVEL portable
#define LEVEL_IS_PORTABLE 1
#include "Vectors/vectors.h"
#include KERNELS
#undef LEVEL_IS_PORTABLE
#undef LEVEL

#pragma clang diagnostic pop
#undef KERNELS
