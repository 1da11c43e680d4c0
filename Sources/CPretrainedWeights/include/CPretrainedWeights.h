// Weights that come with the package. They lie in the program itself, so that no file has to be found beside it; the system
// reads them from the disk page by page, when they are used.
#pragma once
#include <stddef.h>

/// Bytes in the program, which are there as long as it runs.
typedef struct {
    const unsigned char *start;
    size_t count;
} cpretrained_file;

/// A safetensors file with numbers of 16 bits; Notebooks/checkpoint tells how it came about.
cpretrained_file cpretrained_resnet18_landuse(void);
