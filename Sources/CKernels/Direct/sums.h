// Sums over all pixels: each band of results adds up its own, in single precision, and then those are added up in the
// bands' order, in double.
#pragma once

#include "Direct/gather.h"

// Zeros where the panels' sums of a band, [kinds][result channels], go.
void ck_clear_sums(const ck_gather *gather, long group, long first_panel, long end_panel, long kinds, float *sums);

// totals[i] = Σ_band sums[band][i].
void ck_add_up_sums(const float *sums, long bands, long count, double *totals);
