#include "Direct/sums.h"

#include "CKernelsThreads.h"

#include <string.h>

enum { panel_width = 32, totals_per_unit = 128 };

void ck_clear_sums(const ck_gather *g, long group, long first_panel, long end_panel, long kinds, float *sums) {
    long first = first_panel * panel_width, end = end_panel * panel_width;
    if (end > g->group_results) end = g->group_results;
    for (long kind = 0; kind < kinds; kind++)
        memset(
            sums + kind * g->result_channels + group * g->group_results + first, 0, (size_t)(end - first) * sizeof *sums);
}

typedef struct {
    const float *sums;
    long bands, count;
    double *totals;
} adding;

static void add_up(void *context, long unit) {
    const adding *a = context;
    long first = unit * totals_per_unit, end = first + totals_per_unit < a->count ? first + totals_per_unit : a->count;
    for (long i = first; i < end; i++) a->totals[i] = 0;
    for (long band = 0; band < a->bands; band++)
        for (long i = first; i < end; i++) a->totals[i] += a->sums[band * a->count + i];
}

void ck_add_up_sums(const float *sums, long bands, long count, double *totals) {
    adding a = {sums, bands, count, totals};
    ck_parallel((count + totals_per_unit - 1) / totals_per_unit, add_up, &a);
}
