#include "flow.h"

#include <math.h>

// Needs the C library of mathematics, which this package's manifest asks the linker for.
int flow(int level) { return (int)lround(cbrt(27.0) * level); }
