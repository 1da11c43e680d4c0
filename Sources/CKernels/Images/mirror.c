#include "CKernelsImages.h"

#include "Vectors/choose.h"

#define KERNELS "Images/mirror_kernels.h"
#include "Vectors/each_instruction_set.h"

void ck_image_mirror(const uint8_t *source, long rows, long width, int channels, uint8_t *result) {
    CHOOSE(mirror)(source, rows, width, channels, result);
}
