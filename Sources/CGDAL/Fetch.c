#include "CGDAL.h"
#include "Library.h"

#include <stdio.h>
#include <string.h>

struct transfer {
    size_t (*write)(const void *, size_t, void *);
    void (*progress)(double, void *);
    void *context;
};

static size_t forward_bytes(void *bytes, size_t size, size_t count, void *argument) {
    struct transfer *transfer = argument;
    return transfer->write(bytes, size * count, transfer->context);
}

static int CPL_STDCALL forward_progress(double fraction, const char *text, void *argument) {
    struct transfer *transfer = argument;
    if (transfer->progress) transfer->progress(fraction, transfer->context);
    return TRUE;
}

int cgdal_fetch(
    const char *url, size_t (*write)(const void *bytes, size_t count, void *context),
    void (*progress)(double fraction, void *context), void *context, char *message, size_t capacity) {
    struct cgdal_messages messages;
    cgdal_begin(&messages, message, capacity);
    struct transfer transfer = {write, progress, context};
    const char *const options[] = {
        "CONNECTTIMEOUT=10", "LOW_SPEED_TIME=30", "LOW_SPEED_LIMIT=1000", "MAX_RETRY=0", NULL};
    CPLHTTPResult *result = gdal.CPLHTTPFetchEx(
        url, (CSLConstList)options, progress ? forward_progress : NULL, &transfer, forward_bytes, &transfer);
    cgdal_end();
    int succeeded = result && result->nStatus == 0 && !result->pszErrBuf;
    if (!succeeded && result && result->pszErrBuf) snprintf(message, capacity, "%s", result->pszErrBuf);
    if (!succeeded && !message[0]) snprintf(message, capacity, "the transfer did not finish");
    gdal.CPLHTTPDestroyResult(result);
    return succeeded;
}
