// The part of sourcekitd's C interface that is needed (SourceKit/sourcekitd.h in every toolchain), called by name. It
// is C because the answers are structures, which Swift cannot take from a function that it found by its name.

#include "CSourceKit.h"

#include <dlfcn.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    uint64_t data[3];
} variant;

static void (*initialize)(void);
static void *(*request_create_from_yaml)(const char *, char **);
static void (*request_release)(void *);
static void *(*send_request_sync)(void *);
static bool (*response_is_error)(void *);
static const char *(*response_error_get_description)(void *);
static variant (*response_get_value)(void *);
static void (*response_dispose)(void *);
static char *(*variant_json_description_copy)(variant);

const char *csourcekit_load(const char *path) {
    void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (!library) return dlerror();
    struct {
        void **function;
        const char *name;
    } functions[] = {
        {(void **)&initialize, "sourcekitd_initialize"},
        {(void **)&request_create_from_yaml, "sourcekitd_request_create_from_yaml"},
        {(void **)&request_release, "sourcekitd_request_release"},
        {(void **)&send_request_sync, "sourcekitd_send_request_sync"},
        {(void **)&response_is_error, "sourcekitd_response_is_error"},
        {(void **)&response_error_get_description, "sourcekitd_response_error_get_description"},
        {(void **)&response_get_value, "sourcekitd_response_get_value"},
        {(void **)&response_dispose, "sourcekitd_response_dispose"},
        {(void **)&variant_json_description_copy, "sourcekitd_variant_json_description_copy"},
    };
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
        *functions[i].function = dlsym(library, functions[i].name);
        if (!*functions[i].function) return dlerror();
    }
    initialize();
    return NULL;
}

char *csourcekit_send(const char *yaml, bool *failed) {
    char *error = NULL;
    *failed = true;
    void *request = request_create_from_yaml(yaml, &error);
    if (!request) return error ? error : strdup("the request could not be read");
    void *response = send_request_sync(request);
    request_release(request);
    if (!response) return strdup("no answer");
    char *text;
    if (response_is_error(response)) {
        const char *description = response_error_get_description(response);
        text = strdup(description ? description : "an error without a description");
    } else {
        text = variant_json_description_copy(response_get_value(response));
        *failed = text == NULL;
        if (!text) text = strdup("an answer that is no value");
    }
    response_dispose(response);
    return text;
}
