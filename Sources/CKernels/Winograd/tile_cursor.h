// Where a tile is, counted through columns, rows and images.
#pragma once

#include "Winograd/plan.h"

typedef struct {
    long image, row, column;
} tile_cursor;

static inline tile_cursor cursor_at(const ck_winograd_plan *plan, long tile) {
    long per_image = plan->tiles_down * plan->tiles_across, rest = tile % per_image;
    return (tile_cursor){tile / per_image, rest / plan->tiles_across, rest % plan->tiles_across};
}

static inline void advance(const ck_winograd_plan *plan, tile_cursor *cursor) {
    if (++cursor->column < plan->tiles_across) return;
    cursor->column = 0;
    if (++cursor->row < plan->tiles_down) return;
    cursor->row = 0;
    cursor->image++;
}
