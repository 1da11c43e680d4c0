// What the optimisers share with their kernels: the numbers of one step, as PyTorch rounds them.
#pragma once

typedef struct {
    long count;
    const float *gradients;
    float *parameters, *buffer;
    float minus_rate, momentum, one_minus_dampening, weight_decay;
    int nesterov, maximize, is_first;
} sgd_step;

typedef struct {
    long count;
    const float *gradients;
    float *parameters, *averages, *squares, *largest;
    float decay, kept, one_minus_beta1, beta2, one_minus_beta2, epsilon, root_correction, minus_step;
    int is_decoupled, maximize;
} adam_step;
