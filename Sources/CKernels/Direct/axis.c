#include "Direct/axis.h"

static long greatest_common_divisor(long a, long b) { return b ? greatest_common_divisor(b, a % b) : a; }

static long remainder_of(long value, long by) { return (value % by + by) % by; }

ck_axis ck_forward_axis(long source, long results, long taps, long stride, long padding, long dilation, int is_thin) {
    ck_axis axis = {
        .source = source, .results = results, .taps = taps, .phases = 1, .planes = 1, .step = 1, .spread = 1,
        .stride = stride, .padding = padding, .dilation = dilation, .is_forward = 1,
    };
    if (is_thin) {
        axis.spread = stride;
    } else {
        // t·d mod s takes s / gcd(s, d) values, over and over.
        long period = stride / greatest_common_divisor(stride, dilation);
        axis.planes = taps < period ? taps : period;
        axis.step = stride;
    }
    axis.reach = ck_tap_shift(&axis, taps - 1);
    return axis;
}

ck_axis ck_backward_axis(long source, long results, long taps, long stride, long padding, long dilation) {
    ck_axis axis = {
        .source = source, .results = results, .taps = taps, .phases = stride, .planes = 1, .step = 1, .spread = 1,
        .stride = stride, .padding = padding, .dilation = dilation, .is_forward = 0,
    };
    long least = ck_tap_shift(&axis, 0), most = least;
    for (long tap = 1; tap < taps; tap++) {
        long shift = ck_tap_shift(&axis, tap);
        if (shift < least) least = shift;
        if (shift > most) most = shift;
    }
    axis.least_shift = least;
    axis.reach = most - least;
    return axis;
}

long ck_tap_phase(const ck_axis *axis, long tap) {
    return axis->is_forward ? 0 : remainder_of(tap * axis->dilation - axis->padding, axis->stride);
}

long ck_tap_plane(const ck_axis *axis, long tap) { return tap % axis->planes; }

long ck_tap_shift(const ck_axis *axis, long tap) {
    if (axis->is_forward) return tap * axis->dilation / axis->step;
    return (ck_tap_phase(axis, tap) + axis->padding - tap * axis->dilation) / axis->stride - axis->least_shift;
}

long ck_plane_origin(const ck_axis *axis, long plane) {
    return axis->is_forward ? plane * axis->dilation % axis->step - axis->padding : axis->least_shift;
}

long ck_plane_length(const ck_axis *axis, long indices) { return (indices - 1) * axis->spread + 1 + axis->reach; }

long ck_phase_length(const ck_axis *axis, long phase) {
    return phase >= axis->results ? 0 : (axis->results - phase + axis->phases - 1) / axis->phases;
}
