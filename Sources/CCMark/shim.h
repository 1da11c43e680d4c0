// CommonMark's reference parser (Debian: libcmark-dev).
#include <cmark.h>
