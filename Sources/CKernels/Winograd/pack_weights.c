#include "CKernelsThreads.h"
#include "Winograd/kernels.h"
#include "Winograd/winograd.h"

size_t ck_winograd_packed_weights_count(const ck_convolution *convolution, ck_direction direction) {
    ck_winograd_plan plan = ck_winograd_plan_for(convolution, direction);
    if (ck_winograd_transforms_late(&plan)) return (size_t)(plan.panels * plan.input_channels * 18 * 32);
    return (size_t)(36 * plan.weight_point);
}

// Both kinds serve images of any size and number.
long ck_winograd_packed_weights_kind(const ck_convolution *convolution, ck_direction direction) {
    ck_winograd_plan plan = ck_winograd_plan_for(convolution, direction);
    return ck_winograd_transforms_late(&plan);
}

typedef struct {
    ck_winograd_plan plan;
    ck_direction direction;
    const ck_winograd_kernels *kernels;
    const float *w;
    float *packed;
} packing;

static void pack_panel(void *context, long panel) {
    packing *p = context;
    p->kernels->pack_panel(&p->plan, p->direction, panel, p->w, p->packed);
}

void ck_winograd_pack_weights(
    const ck_convolution *convolution, ck_direction direction, const float *w, float *packed) {
    packing p = {
        ck_winograd_plan_for(convolution, direction), direction,
        ck_winograd_kernels_for(ck_current_instruction_set()), w, packed,
    };
    ck_parallel(p.plan.panels, pack_panel, &p);
}
