// OpenBLAS (Debian: libopenblas-dev), loaded at the first matrix product and not before: the library
// takes 3 to 4 ms to load and starts threads as it does so, and many a notebook needs neither.
#ifndef COPENBLAS_H
#define COPENBLAS_H

// Loads OpenBLAS if that has not been done, and has it compute on the calling thread alone: products are shared out by
// the caller, and OpenBLAS's own threads would look for work for milliseconds after each product, in the way of others.
// Returns null, or in words why it cannot be loaded.
const char *copenblas_load(void);

// C (m×n) = alpha · op(A) (m×k) · op(B) (k×n) + beta · C, row-major, leading dimensions in elements.
// `copenblas_load` must have returned null.
void copenblas_sgemm(
    int transpose_a, int transpose_b, int m, int n, int k, float alpha, const float *a, int lda,
    const float *b, int ldb, float beta, float *c, int ldc);

// What the library says of its build and of the processor kernels that it chose.
// `copenblas_load` must have returned null.
const char *copenblas_configuration(void);

#endif
