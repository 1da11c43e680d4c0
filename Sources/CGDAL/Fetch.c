#include "CGDAL.h"
#include "Library.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

struct transfer {
    size_t (*write)(const void *, size_t, void *);
    int (*goes_on)(void *);
    void *context;
};

static size_t forward_bytes(void *bytes, size_t size, size_t count, void *argument) {
    struct transfer *transfer = argument;
    return transfer->write(bytes, size * count, transfer->context);
}

static int CPL_STDCALL forward_progress(double fraction, const char *text, void *argument) {
    struct transfer *transfer = argument;
    return transfer->goes_on(transfer->context) ? TRUE : FALSE;
}

// The header "Content-Range: bytes 5-9/10" (RFC 9110, 14.4); the total may be an asterisk.
static cgdal_range content_range(const CPLHTTPResult *result) {
    cgdal_range range = {-1, -1, -1};
    const char *text = result ? gdal.CSLFetchNameValue(result->papszHeaders, "Content-Range") : NULL;
    if (!text) return range;
    int64_t first, last, total;
    int found = sscanf(text, " bytes %" SCNd64 "-%" SCNd64 "/%" SCNd64, &first, &last, &total);
    if (found >= 2) range = (cgdal_range){first, last, found == 3 ? total : -1};
    return range;
}

cgdal_fetch_result cgdal_fetch(
    const char *url, cgdal_range wanted, size_t (*write)(const void *bytes, size_t count, void *context),
    int (*goes_on)(void *context), void *context, cgdal_range *sent, char *message, size_t capacity) {
    struct cgdal_messages messages;
    cgdal_begin(&messages, message, capacity);
    struct transfer transfer = {write, goes_on, context};
    // The file as it is: what is compressed on the way has no places to go on from.
    char headers[128] = "HEADERS=Accept-Encoding: identity";
    if (wanted.first >= 0 && wanted.last >= 0)
        snprintf(
            headers, sizeof headers, "HEADERS=Accept-Encoding: identity\r\nRange: bytes=%" PRId64 "-%" PRId64,
            wanted.first, wanted.last);
    else if (wanted.first >= 0)
        snprintf(
            headers, sizeof headers, "HEADERS=Accept-Encoding: identity\r\nRange: bytes=%" PRId64 "-", wanted.first);
    const char *const options[] = {
        "CONNECTTIMEOUT=10", "LOW_SPEED_TIME=30", "LOW_SPEED_LIMIT=1000", "MAX_RETRY=0", headers, NULL};
    CPLHTTPResult *result = gdal.CPLHTTPFetchEx(
        url, (CSLConstList)options, goes_on ? forward_progress : NULL, &transfer, forward_bytes, &transfer);
    cgdal_end();
    *sent = content_range(result);
    cgdal_fetch_result outcome = CGDAL_BROKEN_OFF;
    if (result && result->nStatus == 0) outcome = result->pszErrBuf ? CGDAL_REFUSED : CGDAL_FETCHED;
    if (outcome != CGDAL_FETCHED && result && result->pszErrBuf) snprintf(message, capacity, "%s", result->pszErrBuf);
    if (outcome != CGDAL_FETCHED && !message[0]) snprintf(message, capacity, "the transfer did not finish");
    gdal.CPLHTTPDestroyResult(result);
    return outcome;
}
