// Convolution forward and the gradient with respect to its input are one operation: every result pixel gathers, over the
// taps of the kernel, source pixels times weights. This is what the two have in common, worked out once a call.
#pragma once

#include "CKernelsConvolution.h"
#include "Direct/axis.h"

typedef struct {
    long images, groups;
    // Of all groups together, and of one.
    long source_channels, result_channels, group_sources, group_results;
    ck_axis rows, columns;

    // A pixel of a packed source is `pitch` floats: 16 channels of several blocks, zeros filling up the last; or, where the
    // source is thin, its own few channels.
    int is_thin;
    long pitch, blocks;
    // The products of one step of the microkernel: the pitch; or a whole row of the kernel, where its taps lie side by side
    // in a thin source. Then `column_taps` is 1.
    long depth, column_taps;

    // Result channels by 32.
    long panels;
    // Packed weights, in floats: [groups][panels][row phases][column phases][blocks][taps of the phase][depth][32].
    long panel_floats;
} ck_gather;

ck_gather ck_plan_gather(const ck_convolution *convolution, ck_direction direction);

// The taps of a phase, in the order in which packed weights hold them; returns how many. `taps` has room for
// rows.taps · column_taps of them. Taps of all phases before it: `*before`.
typedef struct {
    long row, column;
} ck_tap;
long ck_taps_of_phase(const ck_gather *gather, long row_phase, long column_phase, ck_tap *taps, long *before);
