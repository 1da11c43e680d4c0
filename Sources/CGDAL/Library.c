#include "Library.h"

#include "CGDAL.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>

struct cgdal_functions gdal;

static char failure[512];
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void load(void) {
    // The development package's name first; then the releases' own (GDAL 3.4 has .so.30).
    void *library = dlopen("libgdal.so", RTLD_LAZY | RTLD_LOCAL);
    char first[256];
    snprintf(first, sizeof first, "%s", library ? "" : dlerror());
    for (int version = 40; !library && version >= 30; version--) {
        char name[32];
        snprintf(name, sizeof name, "libgdal.so.%d", version);
        library = dlopen(name, RTLD_LAZY | RTLD_LOCAL);
    }
    if (!library) {
        snprintf(failure, sizeof failure, "%s", first);
        return;
    }
#define RESOLVE(name) \
    gdal.name = (__typeof__(gdal.name))dlsym(library, #name); \
    if (!gdal.name) { \
        snprintf(failure, sizeof failure, "libgdal has no %s", #name); \
        return; \
    }
    CGDAL_FUNCTIONS(RESOLVE)
#undef RESOLVE
    struct cgdal_messages quiet;
    char ignored[1];
    cgdal_begin(&quiet, ignored, sizeof ignored);
    gdal.GDALAllRegister();
    cgdal_end();
}

const char *cgdal_load(void) {
    pthread_once(&once, load);
    return failure[0] ? failure : NULL;
}

const char *cgdal_version(void) { return gdal.GDALVersionInfo("RELEASE_NAME"); }

static void CPL_STDCALL collect(CPLErr severity, CPLErrorNum number, const char *text) {
    struct cgdal_messages *messages = gdal.CPLGetErrorHandlerUserData();
    if (!messages || severity == CE_Debug || (int)severity <= messages->severity) return;
    if (messages->severity >= CE_Failure) return; // the first error tells why; the rest, what followed
    messages->severity = severity;
    snprintf(messages->message, messages->capacity, "%s", text);
}

void cgdal_begin(struct cgdal_messages *messages, char *message, size_t capacity) {
    message[0] = 0;
    *messages = (struct cgdal_messages){message, capacity, CE_None};
    gdal.CPLPushErrorHandlerEx(collect, messages);
}

void cgdal_end(void) { gdal.CPLPopErrorHandler(); }
