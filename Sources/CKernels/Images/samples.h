// Sixteen 8-bit samples as one value, and as the integers that they are computed with.
#pragma once

#include <stdint.h>
#include <string.h>

typedef uint8_t samples16 __attribute__((vector_size(16), aligned(1)));
typedef uint32_t words4 __attribute__((vector_size(16)));
typedef int32_t ints16 __attribute__((vector_size(64)));
