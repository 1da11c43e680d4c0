// A function's version for the instruction set in use, of those that each_instruction_set.h compiled.
#pragma once

#include "CKernelsInstructionSets.h"

#if defined(__x86_64__)
#define CHOOSE(function)                                                                                               \
    (ck_current_instruction_set() == ck_avx512   ? function##_avx512                                                   \
     : ck_current_instruction_set() == ck_avx2 ? function##_avx2                                                       \
                                               : function##_portable)
#else
#define CHOOSE(function) (function##_portable)
#endif
