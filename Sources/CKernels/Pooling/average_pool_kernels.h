// Average pooling: sums over the pixels of a window, and over the windows of a pixel.

#include "Vectors/lanes.h"

INLINE float NAME(divisor_of)(const average_pool *p, long row, long column) {
    return (float)(p->divisor > 0 ? p->divisor : p->rows[row].counted * p->columns[column].counted);
}

// Each row of the window is summed by itself, so that a large window's sum loses little.
INLINE vec NAME(sum_of_window)(
    const float *x, long row_step, long step, long rows, long columns, const int count) {
    vec sum = {0};
    for (long i = 0; i < rows; i++) {
        vec line = {0};
        for (long j = 0; j < columns; j++) line += l_load(x + i * row_step + j * step, count);
        sum += line;
    }
    return sum;
}

// Rows of the output, those of all images counted through.
static void NAME(average_pool_unit)(void *context, long unit) {
    const average_pool p = *(const average_pool *)context;
    const ck_pooling s = *p.shape;
    const long end = least((unit + 1) * p.rows_in_unit, s.images * s.output_height), line = s.width * s.channels;
    for (long row = unit * p.rows_in_unit; row < end; row++) {
        const span rows = p.rows[row % s.output_height];
        const float *x = p.from + (row / s.output_height * s.height + rows.first) * line;
        for (long column = 0; column < s.output_width; column++) {
            const span columns = p.columns[column];
            const long height = rows.end - rows.first, width = columns.end - columns.first;
            const float divisor = NAME(divisor_of)(&p, row % s.output_height, column);
            float *y = p.to + (row * s.output_width + column) * s.channels;
            for (long c = 0; c < s.channels; c += LANES) {
                int count = (int)least(LANES, s.channels - c);
                const float *from = x + columns.first * s.channels + c;
                vec sum = {0};
                if (height > 0 && width > 0) {
                    sum = count == LANES ? NAME(sum_of_window)(from, line, s.channels, height, width, LANES)
                                         : NAME(sum_of_window)(from, line, s.channels, height, width, count);
                    sum = sum / divisor;
                }
                l_store(y + c, sum, count);
            }
        }
    }
}

// Rows of x, those of all images counted through.
static void NAME(average_pool_backward_unit)(void *context, long unit) {
    const average_pool p = *(const average_pool *)context;
    const ck_pooling s = *p.shape;
    const long end = least((unit + 1) * p.rows_in_unit, s.images * s.height);
    for (long row = unit * p.rows_in_unit; row < end; row++) {
        const span rows = p.row_windows[row % s.height];
        const float *dy = p.from + row / s.height * s.output_height * s.output_width * s.channels;
        for (long column = 0; column < s.width; column++) {
            const span columns = p.column_windows[column];
            float *dx = p.to + (row * s.width + column) * s.channels;
            for (long c = 0; c < s.channels; c += LANES) {
                int count = (int)least(LANES, s.channels - c);
                vec sum = {0};
                for (long i = rows.first; i < rows.end; i++)
                    for (long j = columns.first; j < columns.end; j++) {
                        const float *from = dy + (i * s.output_width + j) * s.channels + c;
                        vec gradient = count == LANES ? v_load(from) : v_load_some(from, count);
                        sum += gradient / NAME(divisor_of)(&p, i, j);
                    }
                l_store(dx + c, sum, count);
            }
        }
    }
}
