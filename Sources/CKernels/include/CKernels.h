// The compute kernels of LandUseKit. Plain C, so that vectors of the processor's width can be used; which width is
// found out while running.
//
// Activations are channels-last: x[n][h][w][c]. Sizes are in elements, sums are taken in an order that does not
// depend on the number of threads, so that the same input gives the same bits.
#pragma once

#include "CKernelsConvolution.h"
#include "CKernelsDirect.h"
#include "CKernelsElementwise.h"
#include "CKernelsImages.h"
#include "CKernelsInstructionSets.h"
#include "CKernelsLosses.h"
#include "CKernelsNormalization.h"
#include "CKernelsOptimizers.h"
#include "CKernelsPooling.h"
#include "CKernelsReductions.h"
#include "CKernelsReference.h"
#include "CKernelsStem.h"
#include "CKernelsThreads.h"
#include "CKernelsWinograd.h"
