// What the public functions call where they choose direct convolution.
#pragma once

#include "CKernelsDirect.h"
