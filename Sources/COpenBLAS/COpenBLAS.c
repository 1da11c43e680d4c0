#include "COpenBLAS.h"

#include <cblas.h>
#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>

// The types come from cblas.h, so the compiler checks every call against the real declaration.
static __typeof__(cblas_sgemm) *sgemm;
static __typeof__(openblas_get_config) *get_config;
static __typeof__(openblas_set_num_threads) *set_num_threads;

static char failure[512];
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void load(void) {
    void *library = dlopen("libopenblas.so.0", RTLD_NOW | RTLD_LOCAL);
    if (!library) library = dlopen("libopenblas.so", RTLD_NOW | RTLD_LOCAL);
    if (!library) {
        snprintf(failure, sizeof failure, "%s", dlerror());
        return;
    }
    sgemm = (__typeof__(sgemm))dlsym(library, "cblas_sgemm");
    get_config = (__typeof__(get_config))dlsym(library, "openblas_get_config");
    set_num_threads = (__typeof__(set_num_threads))dlsym(library, "openblas_set_num_threads");
    if (!sgemm || !get_config || !set_num_threads)
        snprintf(failure, sizeof failure, "libopenblas has no cblas_sgemm, openblas_get_config or openblas_set_num_threads");
    else
        set_num_threads(1);
}

const char *copenblas_load(void) {
    pthread_once(&once, load);
    return failure[0] ? failure : NULL;
}

void copenblas_sgemm(
    int transpose_a, int transpose_b, int m, int n, int k, float alpha, const float *a, int lda,
    const float *b, int ldb, float beta, float *c, int ldc) {
    sgemm(
        CblasRowMajor, transpose_a ? CblasTrans : CblasNoTrans, transpose_b ? CblasTrans : CblasNoTrans, m, n,
        k, alpha, a, lda, b, ldb, beta, c, ldc);
}

const char *copenblas_configuration(void) { return get_config(); }
