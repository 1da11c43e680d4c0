#include "CGDAL.h"
#include "Library.h"

#include <stdio.h>
#include <string.h>

// What a picture may be. A virtual raster (VRT) is not among them: it can name any other file or URL.
static const char *const picture_drivers[] = {"PNG", "JPEG", "GTiff", "GIF", "BMP", "WEBP", NULL};

cgdal_dataset *cgdal_open_picture(const char *path, char *message, size_t capacity) {
    struct cgdal_messages messages;
    cgdal_begin(&messages, message, capacity);
    GDALDatasetH dataset =
        gdal.GDALOpenEx(path, GDAL_OF_RASTER | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR, picture_drivers, NULL, NULL);
    cgdal_end();
    return (cgdal_dataset *)dataset;
}

void cgdal_picture_describe(cgdal_dataset *dataset, cgdal_picture_info *info) {
    memset(info, 0, sizeof *info);
    info->width = gdal.GDALGetRasterXSize(dataset);
    info->height = gdal.GDALGetRasterYSize(dataset);
    info->bands = gdal.GDALGetRasterCount(dataset);
    if (info->bands == 0) return;
    GDALRasterBandH first = gdal.GDALGetRasterBand(dataset, 1);
    GDALDataType type = gdal.GDALGetRasterDataType(first);
    info->bits = type == GDT_Byte ? 8 : type == GDT_UInt16 ? 16 : 0;
    snprintf(info->type_name, sizeof info->type_name, "%s", gdal.GDALGetDataTypeName(type));
    GDALColorTableH palette = gdal.GDALGetRasterColorTable(first);
    if (palette && info->bands == 1) info->palette_count = gdal.GDALGetColorEntryCount(palette);
    info->is_printed = gdal.GDALGetRasterColorInterpretation(first) == GCI_CyanBand;
}

static const int64_t most_samples = 1 << 29;

int cgdal_picture_check(const cgdal_picture_info *info, char *reason, size_t capacity) {
    if (info->bands < 1 || info->bands > 4 || info->width < 1 || info->height < 1)
        snprintf(reason, capacity, "it has %d bands, and an image has 1 to 4", info->bands);
    else if (info->bits != 8 && info->bits != 16)
        snprintf(
            reason, capacity, "its samples are %s, and an image's have 8 or 16 unsigned bits", info->type_name);
    else if (info->is_printed)
        // GDAL makes red, green and blue of 8-bit ones; others, taken for light, would be other colours.
        snprintf(
            reason, capacity, "its colours are cyan, magenta, yellow and black (CMYK); convert it to RGB");
    else if (info->height > most_samples / info->width / info->bands)
        snprintf(
            reason, capacity, "%d×%d pixels of %d channels are too many", info->width, info->height, info->bands);
    else
        return 1;
    return 0;
}

int cgdal_palette_entry(cgdal_dataset *dataset, int index, uint8_t rgba[4]) {
    GDALColorTableH palette = gdal.GDALGetRasterColorTable(gdal.GDALGetRasterBand(dataset, 1));
    GDALColorEntry entry;
    if (!palette || !gdal.GDALGetColorEntryAsRGB(palette, index, &entry)) return 0;
    rgba[0] = (uint8_t)entry.c1;
    rgba[1] = (uint8_t)entry.c2;
    rgba[2] = (uint8_t)entry.c3;
    rgba[3] = (uint8_t)entry.c4;
    return 1;
}

int cgdal_read_samples(cgdal_dataset *dataset, int bits, void *samples, char *message, size_t capacity) {
    struct cgdal_messages messages;
    cgdal_begin(&messages, message, capacity);
    // A JPEG file that ends early is only a warning to libjpeg, and a half-grey picture to its user.
    gdal.CPLSetThreadLocalConfigOption("GDAL_ERROR_ON_LIBJPEG_WARNING", "TRUE");
    int width = gdal.GDALGetRasterXSize(dataset), height = gdal.GDALGetRasterYSize(dataset);
    int bands = gdal.GDALGetRasterCount(dataset), bytes = bits / 8;
    CPLErr result = gdal.GDALDatasetRasterIO(
        dataset, GF_Read, 0, 0, width, height, samples, width, height, bits == 16 ? GDT_UInt16 : GDT_Byte, bands,
        NULL, bytes * bands, bytes * bands * width, bytes);
    gdal.CPLSetThreadLocalConfigOption("GDAL_ERROR_ON_LIBJPEG_WARNING", NULL);
    cgdal_end();
    return result == CE_None && messages.severity < CE_Failure;
}

void cgdal_close(cgdal_dataset *dataset) {
    struct cgdal_messages messages;
    char ignored[1];
    cgdal_begin(&messages, ignored, sizeof ignored);
    gdal.GDALClose(dataset);
    cgdal_end();
}

// The samples as a dataset in memory, which GDAL's PNG driver copies from.
static GDALDatasetH in_memory(const uint8_t *samples, int width, int height, int channels) {
    GDALDatasetH dataset =
        gdal.GDALCreate(gdal.GDALGetDriverByName("MEM"), "", width, height, channels, GDT_Byte, NULL);
    if (!dataset) return NULL;
    static const GDALColorInterp colours[] = {GCI_RedBand, GCI_GreenBand, GCI_BlueBand};
    for (int band = 1; band <= channels; band++) {
        GDALColorInterp colour = channels < 3 ? GCI_GrayIndex : band <= 3 ? colours[band - 1] : GCI_AlphaBand;
        if (channels == 2 && band == 2) colour = GCI_AlphaBand;
        gdal.GDALSetRasterColorInterpretation(gdal.GDALGetRasterBand(dataset, band), colour);
    }
    CPLErr result = gdal.GDALDatasetRasterIO(
        dataset, GF_Write, 0, 0, width, height, (void *)samples, width, height, GDT_Byte, channels, NULL, channels,
        channels * width, 1);
    if (result == CE_None) return dataset;
    gdal.GDALClose(dataset);
    return NULL;
}

uint8_t *cgdal_encode_png(
    const uint8_t *samples, int width, int height, int channels, size_t *length, char *message,
    size_t capacity) {
    struct cgdal_messages messages;
    cgdal_begin(&messages, message, capacity);
    uint8_t *bytes = NULL;
    GDALDatasetH source = in_memory(samples, width, height, channels);
    if (source) {
        // A name of this call's own, for other threads encode at the same time.
        char name[64];
        snprintf(name, sizeof name, "/vsimem/cgdal-%p.png", (void *)source);
        GDALDatasetH copy =
            gdal.GDALCreateCopy(gdal.GDALGetDriverByName("PNG"), name, source, FALSE, NULL, NULL, NULL);
        if (copy) {
            gdal.GDALClose(copy);
            vsi_l_offset size = 0;
            bytes = gdal.VSIGetMemFileBuffer(name, &size, TRUE);
            *length = (size_t)size;
        }
        gdal.GDALClose(source);
    }
    cgdal_end();
    return bytes;
}

void cgdal_free(void *bytes) { gdal.VSIFree(bytes); }
