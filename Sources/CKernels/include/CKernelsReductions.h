// Sums over whole arrays, in double precision: blocks of 16,384 values, added up in order.
#pragma once

double ck_sum(const float *x, long count);

// Σ x². Its root is the L2 norm.
double ck_sum_of_squares(const float *x, long count);
