// Splits work into blocks. How, depends on the work alone, never on the threads.
#pragma once

// A unit of work large enough that handing it out costs nothing (64 KiB of floats).
enum { elements_in_unit = 16384 };

static inline long least(long a, long b) { return a < b ? a : b; }
static inline long most(long a, long b) { return a > b ? a : b; }

static inline long blocks(long count, long size) { return (count + size - 1) / size; }

// How many rows of `elements` make a unit.
static inline long rows_in_unit(long elements) { return most(1, elements_in_unit / most(1, elements)); }
