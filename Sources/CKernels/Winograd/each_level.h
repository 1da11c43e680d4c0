// What is compiled for each instruction set; see kernels.c.

#include "Winograd/transforms.h"
#include "Winograd/input_tiles.h"
#include "Winograd/output_tiles.h"
#include "Winograd/weights.h"

static const ck_winograd_kernels NAME(winograd_kernels) = {
    .transform_inputs = NAME(transform_inputs),
    .transform_gradients = NAME(transform_gradients),
    .transform_outputs = NAME(transform_outputs),
    .transform_input_gradients = NAME(transform_input_gradients),
    .pack_panel = NAME(pack_panel),
    .transform_half_row = NAME(transform_half_row),
    .transform_weight_gradients = NAME(transform_weight_gradients),
};
