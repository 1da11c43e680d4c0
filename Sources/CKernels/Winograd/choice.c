#include "Winograd/plan.h"
#include "Winograd/winograd.h"

int ck_winograd_serves(const ck_convolution *c) {
    return c->kernel_height == 3 && c->kernel_width == 3 && c->stride_height == 1 && c->stride_width == 1
        && c->dilation_height == 1 && c->dilation_width == 1 && c->groups == 1 && c->channels % 16 == 0
        && c->filters % 16 == 0 && c->padding_height >= 0 && c->padding_height <= 2 && c->padding_width >= 0
        && c->padding_width <= 2 && c->images > 0 && c->output_height > 0 && c->output_width > 0;
}

// Counted in multiplications; the factors were measured on one thread, beside direct convolution near the machine's peak.
// A tile costs 36 for each pair of channels, and transforms that take as long as 7 · 36 for each channel. Direct
// convolution costs 9 for each pixel and pair. Where weights are transformed late, 700 for each pair: that, and reading
// twice as much. With 512 channels on 7 × 7, direct is quicker up to two images (1.05 ms against 1.7 for one).
int ck_winograd_is_quicker(const ck_convolution *c) {
    const ck_winograd_plan plan = ck_winograd_plan_for(c, ck_forward);
    const double pairs = (double)c->channels * (double)c->filters;
    const double tiled = (double)plan.tiles * 36 * (pairs + 7 * (double)(c->channels + c->filters));
    const double weights = ck_winograd_transforms_late(&plan) ? 700 * pairs : 0;
    return tiled + weights < 9 * pairs * (double)(c->images * c->output_height * c->output_width);
}
