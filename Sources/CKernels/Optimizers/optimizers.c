#include "CKernelsOptimizers.h"

#include <math.h>
#include <stddef.h>

#include "CKernelsThreads.h"
#include "Optimizers/optimizers.h"
#include "Threads/blocks.h"
#include "Vectors/choose.h"

#define KERNELS "Optimizers/optimizers_kernels.h"
#include "Vectors/each_instruction_set.h"

void ck_sgd_step(
    const ck_sgd *sgd, int is_first, long count, const float *gradients, float *parameters, float *buffer) {
    sgd_step s = {
        .count = count,
        .gradients = gradients,
        .parameters = parameters,
        .buffer = buffer,
        .minus_rate = (float)-sgd->rate,
        .momentum = (float)sgd->momentum,
        .one_minus_dampening = (float)(1 - sgd->dampening),
        .weight_decay = (float)sgd->weight_decay,
        .nesterov = sgd->nesterov,
        .maximize = sgd->maximize,
        .is_first = is_first,
    };
    ck_parallel(blocks(count, elements_in_unit), CHOOSE(sgd_unit), &s);
}

void ck_adam_step(
    const ck_adam *adam, long step, long count, const float *gradients, float *parameters, float *averages,
    float *square_averages, float *largest_square_averages) {
    double correction1 = 1 - pow(adam->beta1, (double)step), correction2 = 1 - pow(adam->beta2, (double)step);
    adam_step s = {
        .count = count,
        .gradients = gradients,
        .parameters = parameters,
        .averages = averages,
        .squares = square_averages,
        .largest = largest_square_averages,
        .decay = (float)adam->weight_decay,
        .kept = (float)(1 - adam->rate * adam->weight_decay),
        .one_minus_beta1 = (float)(1 - adam->beta1),
        .beta2 = (float)adam->beta2,
        .one_minus_beta2 = (float)(1 - adam->beta2),
        .epsilon = (float)adam->epsilon,
        .root_correction = (float)sqrt(correction2),
        .minus_step = (float)-(adam->rate / correction1),
        .is_decoupled = adam->is_decoupled,
        .maximize = adam->maximize,
    };
    ck_parallel(blocks(count, elements_in_unit), CHOOSE(adam_unit), &s);
}
