// How a convolution is cut into units of work. Depends on the shape alone, never on the number of threads, so that sums are
// always added up in the same order.
#pragma once

#include "Direct/patch.h"

// A unit makes one band of results, for some of the panels of filters.
typedef struct {
    // Images in a band, or rows of one image.
    long images_per_band, rows_per_band, bands_per_image, bands;
    // Several bands one after another, each fetched while the one before is at work.
    long bands_per_unit, band_groups;
    long panels_per_unit, panel_groups;
} ck_bands;

ck_bands ck_plan_bands(const ck_gather *gather);
ck_band ck_band_at(const ck_gather *gather, const ck_bands *bands, long index);
