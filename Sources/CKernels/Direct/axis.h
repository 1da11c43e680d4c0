// How the taps of a kernel look at their source along one axis, rows or columns.
//
// Results are split into `phases`, result = phases · index + phase, and the source into `planes`, each of which holds every
// `step`-th row: then a tap sees neighbours in a plane for neighbours in a phase, whatever the stride and the dilation.
//
//     forward, stride s, tap t:    y row o looks at x row s·o + t·d − p. One phase. Plane t·d mod s, at o + ⌊t·d / s⌋.
//     to data, stride s, tap t:    x row s·i + a got something from y row i + (a + p − t·d) / s, if s divides it, which is so
//                                  for one phase a. One plane, y itself. Phases that no tap reaches are zero.
//     thin source, forward:        the plane is x itself (rows of few channels lie close together), and neighbours in y see
//                                  every s-th pixel of it: `spread` is s.
#pragma once

typedef struct {
    long source, results, taps;
    long phases, planes, step, spread;
    // A result's index plus a tap's shift (0 … reach) is its place in the plane.
    long reach;
    // For the functions below.
    long stride, padding, dilation, least_shift;
    int is_forward;
} ck_axis;

ck_axis ck_forward_axis(long source, long results, long taps, long stride, long padding, long dilation, int is_thin);
ck_axis ck_backward_axis(long source, long results, long taps, long stride, long padding, long dilation);

// The phase whose results a tap adds to, the plane it looks at, and how far on.
long ck_tap_phase(const ck_axis *axis, long tap);
long ck_tap_plane(const ck_axis *axis, long tap);
long ck_tap_shift(const ck_axis *axis, long tap);

// Where in the source a plane begins: its place i is source row origin + step · i. May lie outside: padding.
long ck_plane_origin(const ck_axis *axis, long plane);

// How many places of a plane `indices` neighbouring results look at.
long ck_plane_length(const ck_axis *axis, long indices);

// How many results a phase has.
long ck_phase_length(const ck_axis *axis, long phase);
