#include "CPretrainedWeights.h"

// The compiler knows #embed in every version of C, and would rather see it in C23.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char resnet18_landuse[] = {
#embed "resnet18-landuse.safetensors"
};

cpretrained_file cpretrained_resnet18_landuse(void) {
    return (cpretrained_file){.start = resnet18_landuse, .count = sizeof resnet18_landuse};
}
