#include "Direct/bands.h"

enum {
    // A patch should stay in the second-level cache beside a panel of weights.
    most_patch_floats = 96 * 1024,
    // Results enough that streaming a panel of weights from the third-level cache costs little.
    wanted_pixels = 392,
    // Units enough to keep many threads busy to the end, and how small they may become for it.
    wanted_units = 32, least_pixels = 98, most_bands_per_unit = 8,
};

static long smaller(long a, long b) { return a < b ? a : b; }
static long larger(long a, long b) { return a > b ? a : b; }
static long quotient_up(long a, long b) { return (a + b - 1) / b; }

ck_bands ck_plan_bands(const ck_gather *g) {
    long rows = ck_phase_length(&g->rows, 0), columns = ck_phase_length(&g->columns, 0);
    long phases = g->rows.phases * g->columns.phases;
    long all_panels = g->panels;
    // As many pixels as a band should have: fewer where there is little to do.
    long total = g->images * rows * columns * phases;
    long pixels = larger(least_pixels, smaller(wanted_pixels, total / wanted_units));
    long row_pixels = columns * phases;
    ck_bands bands = {.images_per_band = 1};
    if (rows * row_pixels <= pixels) {
        long image_floats = ck_plan_patch(g, rows).image_floats;
        bands.rows_per_band = rows;
        bands.images_per_band =
            larger(1, smaller(g->images, smaller(pixels / (rows * row_pixels), most_patch_floats / larger(1, image_floats))));
    } else {
        long wanted = larger(1, smaller(rows, pixels / row_pixels));
        while (wanted > 1 && ck_plan_patch(g, wanted).image_floats > most_patch_floats) wanted--;
        bands.rows_per_band = quotient_up(rows, quotient_up(rows, wanted));
    }
    bands.bands_per_image = quotient_up(rows, bands.rows_per_band);
    bands.bands = quotient_up(g->images, bands.images_per_band) * bands.bands_per_image;
    bands.bands_per_unit = larger(1, smaller(most_bands_per_unit, bands.bands / wanted_units));
    bands.band_groups = quotient_up(bands.bands, bands.bands_per_unit);
    bands.panel_groups = larger(1, smaller(all_panels, wanted_units / larger(1, bands.bands)));
    bands.panels_per_unit = quotient_up(all_panels, bands.panel_groups);
    bands.panel_groups = quotient_up(all_panels, bands.panels_per_unit);
    return bands;
}

ck_band ck_band_at(const ck_gather *g, const ck_bands *bands, long index) {
    long rows = ck_phase_length(&g->rows, 0);
    ck_band band = {
        .first_image = index / bands->bands_per_image * bands->images_per_band,
        .first_row = index % bands->bands_per_image * bands->rows_per_band,
    };
    band.images = smaller(bands->images_per_band, g->images - band.first_image);
    band.rows = smaller(bands->rows_per_band, rows - band.first_row);
    return band;
}
