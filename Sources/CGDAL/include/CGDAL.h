// The part of GDAL (Debian: libgdal-dev) that LandUseKit and Downloads use, behind functions that load the library
// at the first call: libgdal and what it links take 33 to 80 ms to load, and many a notebook reads no
// picture. No header of GDAL's is needed by those who import this module.
//
// GDAL's messages never reach standard error: a function that fails writes the first of them into
// `message` (UTF-8, always terminated). Every function may be called on any thread.
#ifndef CGDAL_H
#define CGDAL_H

#include <stddef.h>
#include <stdint.h>

// Loads GDAL if that has not been done. Returns null, or in words why it cannot be loaded.
// Every other function needs it to have returned null.
const char *cgdal_load(void);

// GDAL's release, "3.6.2" say.
const char *cgdal_version(void);

typedef struct cgdal_dataset cgdal_dataset;

typedef struct {
    int width, height, bands;
    int bits;           // of a sample: 8, 16, or 0 for a type that is neither
    int is_printed;     // whether the bands are cyan, magenta, yellow and black
    int palette_count;  // entries; 0 where the picture has no palette
    char type_name[24]; // GDAL's name of the sample's type
} cgdal_picture_info;

// Opens a PNG, JPEG, TIFF, GIF, BMP or WebP file for reading. Null on failure.
cgdal_dataset *cgdal_open_picture(const char *path, char *message, size_t capacity);
void cgdal_picture_describe(cgdal_dataset *dataset, cgdal_picture_info *info);

// Whether it is a picture that is read here: 1 to 4 bands of 8 or 16 bits, no printed colours, and no more samples than
// half a gibibyte has bytes, so that a small file that claims to be huge fails before memory is taken. Otherwise zero,
// and in words why not.
int cgdal_picture_check(const cgdal_picture_info *info, char *reason, size_t capacity);

// One entry of the palette, as red, green, blue, alpha. Zero on failure.
int cgdal_palette_entry(cgdal_dataset *dataset, int index, uint8_t rgba[4]);

// All samples, interleaved by pixel, as 8-bit (bits == 8) or 16-bit values. Zero on failure.
int cgdal_read_samples(cgdal_dataset *dataset, int bits, void *samples, char *message, size_t capacity);
void cgdal_close(cgdal_dataset *dataset);

// Encodes 8-bit samples, interleaved by pixel (1 to 4 channels), as a PNG file. On success returns its
// bytes, to be released with `cgdal_free`; null on failure.
uint8_t *cgdal_encode_png(
    const uint8_t *samples, int width, int height, int channels, size_t *length, char *message,
    size_t capacity);
void cgdal_free(void *bytes);

// Some of a file's bytes, the last one included, and how many the file has. -1 for what is not known.
typedef struct {
    int64_t first, last, total;
} cgdal_range;

typedef enum {
    CGDAL_FETCHED,
    CGDAL_REFUSED,    // the server's answer is an error (HTTP status 400 on); `write` got its error page
    CGDAL_BROKEN_OFF, // the transfer did not begin or did not finish; `write` got what came
} cgdal_fetch_result;

// Fetches a URL and hands its bytes to `write`, which returns how many it took (fewer stops the
// transfer). `wanted` asks for some bytes only: `sent` tells which came (HTTP's Content-Range), with
// -1 throughout where the server sent the file from its beginning. `goes_on`, which may be null, is
// asked about once a second, and stops the transfer with 0. Connecting may take 10 s, and a transfer
// below 1 kB/s for 30 s is given up; nothing is retried.
cgdal_fetch_result cgdal_fetch(
    const char *url, cgdal_range wanted, size_t (*write)(const void *bytes, size_t count, void *context),
    int (*goes_on)(void *context), void *context, cgdal_range *sent, char *message, size_t capacity);

#endif
