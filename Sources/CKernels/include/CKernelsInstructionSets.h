// Which of the kernels' versions runs.
#pragma once

typedef enum {
    ck_portable = 0,
    // AVX2 and FMA.
    ck_avx2 = 1,
    // AVX-512 F, VL, DQ and BW.
    ck_avx512 = 2,
} ck_instruction_set;

// The widest that this processor has.
ck_instruction_set ck_best_instruction_set(void);

// The one in use: the best, unless another was forced.
ck_instruction_set ck_current_instruction_set(void);

// For tests and measurements: from now on, for what this thread calls. One that the processor lacks is not taken:
// returns 0.
int ck_force_instruction_set(ck_instruction_set set);
