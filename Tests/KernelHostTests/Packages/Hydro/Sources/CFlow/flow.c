#include "flow.h"
int flow(int x) { return x * 3; }
