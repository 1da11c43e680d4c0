#ifndef CSOURCEKIT_H
#define CSOURCEKIT_H

#include <stdbool.h>

/// Loads the toolchain's language service, libsourcekitdInProc.so, from `path`.
/// Gives NULL if it is ready, else why it is not (never to be freed).
const char *csourcekit_load(const char *path);

/// Sends a request in sourcekitd's YAML and waits for the answer.
/// Gives the answer as JSON, or with `*failed` a message; to be given to free().
char *csourcekit_send(const char *yaml, bool *failed);

#endif
