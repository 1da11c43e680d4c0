// The part of zlib (Debian: zlib1g, which GDAL needs in any case) that unpacking an archive needs,
// behind functions that load the library at the first call.
#ifndef CZLIB_H
#define CZLIB_H

#include <stddef.h>
#include <stdint.h>

// Loads zlib if that has not been done. Returns null, or in words why it cannot be loaded.
// Every other function needs it to have returned null.
const char *czlib_load(void);

// Decompresses a DEFLATE stream without a header (RFC 1951), as it stands in a ZIP file. Returns
// non-zero if all of `source` was one whole stream that gave exactly `capacity` bytes.
int czlib_inflate(const void *source, size_t count, void *target, size_t capacity);

// The CRC-32 of some bytes, as a ZIP file's directory gives it.
uint32_t czlib_crc32(const void *bytes, size_t count);

#endif
