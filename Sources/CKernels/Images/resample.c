#include "CKernelsImages.h"

#include "Vectors/choose.h"

#define KERNELS "Images/resample_kernels.h"
#include "Vectors/each_instruction_set.h"

void ck_image_filter_rows(
    const uint8_t *source, long stride, long rows, long width, int channels, const ck_image_filter *filter,
    uint8_t *spare, uint8_t *result) {
    CHOOSE(filter_rows)(source, stride, rows, width, channels, filter, spare, result);
}

void ck_image_filter_columns(
    const uint8_t *source, long stride, long length, const ck_image_filter *filter, uint8_t *result) {
    CHOOSE(filter_columns)(source, stride, length, filter, result);
}
