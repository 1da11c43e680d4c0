// One step of an optimiser over an array of parameters, in the order of operations of PyTorch's single-tensor path on the
// CPU (torch.optim), in single precision. With AVX2 or AVX-512 SGD gives the same bits as PyTorch 2.15 on x86, and so do
// Adam's averages; its square root, from Intel's library, is often one unit in the last place off, ours is not, so that
// one parameter in a hundred differs by as much. The portable version on x86 has no fused multiply and add, so it differs
// in last places. No two arrays may overlap.
//
// Numbers are doubles as in Python, and rounded where PyTorch rounds them.
#pragma once

typedef struct {
    double rate, momentum, dampening, weight_decay;
    int nesterov;
    // The gradient's sign is turned.
    int maximize;
} ck_sgd;

// buffer may be NULL if momentum is 0. In the first step it is only written: it becomes the gradient, without dampening.
void ck_sgd_step(
    const ck_sgd *sgd, int is_first, long count, const float *gradients, float *parameters, float *buffer);

typedef struct {
    double rate, beta1, beta2, epsilon, weight_decay;
    // AdamW (Loshchilov & Hutter 2019): weights decay by themselves, not by way of the gradient.
    int is_decoupled;
    int maximize;
} ck_adam;

// `step` counts from 1. averages and square_averages begin as zeros; so do largest_square_averages, which are NULL
// without AMSGrad.
void ck_adam_step(
    const ck_adam *adam, long step, long count, const float *gradients, float *parameters, float *averages,
    float *square_averages, float *largest_square_averages);
