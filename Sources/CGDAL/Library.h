// GDAL's functions as pointers, resolved by name at run time. Their types are taken from GDAL's own
// headers, so the compiler checks every call. Private to this target.
#ifndef CGDAL_LIBRARY_H
#define CGDAL_LIBRARY_H

#include <gdal/cpl_conv.h>
#include <gdal/cpl_error.h>
#include <gdal/cpl_http.h>
#include <gdal/cpl_string.h>
#include <gdal/cpl_vsi.h>
#include <gdal/gdal.h>

#define CGDAL_FUNCTIONS(USE) \
    USE(GDALVersionInfo) \
    USE(GDALAllRegister) \
    USE(GDALOpenEx) \
    USE(GDALClose) \
    USE(GDALGetDriverByName) \
    USE(GDALCreate) \
    USE(GDALCreateCopy) \
    USE(GDALGetRasterXSize) \
    USE(GDALGetRasterYSize) \
    USE(GDALGetRasterCount) \
    USE(GDALGetRasterBand) \
    USE(GDALGetRasterDataType) \
    USE(GDALGetDataTypeName) \
    USE(GDALGetRasterColorInterpretation) \
    USE(GDALSetRasterColorInterpretation) \
    USE(GDALGetRasterColorTable) \
    USE(GDALGetColorEntryCount) \
    USE(GDALGetColorEntryAsRGB) \
    USE(GDALDatasetRasterIO) \
    USE(CPLPushErrorHandlerEx) \
    USE(CPLPopErrorHandler) \
    USE(CPLGetErrorHandlerUserData) \
    USE(CPLSetThreadLocalConfigOption) \
    USE(CPLHTTPFetchEx) \
    USE(CPLHTTPDestroyResult) \
    USE(CSLFetchNameValue) \
    USE(VSIGetMemFileBuffer) \
    USE(VSIUnlink) \
    USE(VSIFree)

struct cgdal_functions {
#define DECLARE(name) __typeof__(name) *name;
    CGDAL_FUNCTIONS(DECLARE)
#undef DECLARE
};

// Filled by `cgdal_load`.
extern struct cgdal_functions gdal;

// Collects GDAL's messages of one call, in place of printing them: between `begin` and `end`, the
// first error that this thread raises is written to `message`; where none is, the first warning.
struct cgdal_messages {
    char *message;
    size_t capacity;
    int severity;
};
void cgdal_begin(struct cgdal_messages *messages, char *message, size_t capacity);
void cgdal_end(void);

#endif
