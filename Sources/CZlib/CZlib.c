#include "CZlib.h"

#include <dlfcn.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <zlib.h>

static struct {
    __typeof__(inflateInit2_) *inflateInit2_;
    __typeof__(inflate) *inflate;
    __typeof__(inflateEnd) *inflateEnd;
    __typeof__(crc32) *crc32;
} zlib;

static char failure[256];
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void load(void) {
    void *library = dlopen("libz.so.1", RTLD_LAZY | RTLD_LOCAL);
    if (!library) {
        snprintf(failure, sizeof failure, "%s", dlerror());
        return;
    }
#define RESOLVE(name) \
    zlib.name = (__typeof__(zlib.name))dlsym(library, #name); \
    if (!zlib.name) { \
        snprintf(failure, sizeof failure, "libz has no %s", #name); \
        return; \
    }
    RESOLVE(inflateInit2_)
    RESOLVE(inflate)
    RESOLVE(inflateEnd)
    RESOLVE(crc32)
#undef RESOLVE
}

const char *czlib_load(void) {
    pthread_once(&once, load);
    return failure[0] ? failure : NULL;
}

int czlib_inflate(const void *source, size_t count, void *target, size_t capacity) {
    if (count > UINT_MAX || capacity > UINT_MAX) return 0;
    z_stream stream = {
        .next_in = (Bytef *)source, .avail_in = (uInt)count, .next_out = target, .avail_out = (uInt)capacity};
    // Negative: the stream has no header, and the window is the largest.
    if (zlib.inflateInit2_(&stream, -MAX_WBITS, ZLIB_VERSION, (int)sizeof stream) != Z_OK) return 0;
    int result = zlib.inflate(&stream, Z_FINISH);
    zlib.inflateEnd(&stream);
    return result == Z_STREAM_END && stream.avail_in == 0 && stream.avail_out == 0;
}

uint32_t czlib_crc32(const void *bytes, size_t count) {
    uLong sum = 0;
    const Bytef *next = bytes;
    while (count > 0) {
        uInt part = count > UINT_MAX ? UINT_MAX : (uInt)count;
        sum = zlib.crc32(sum, next, part);
        next += part;
        count -= part;
    }
    return (uint32_t)sum;
}
