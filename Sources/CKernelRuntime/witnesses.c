// Conformances that are declared again.
//
// The runtime remembers the conformance that it found first, and so does code that has looked one up. So the first
// one's table of witnesses is made to point to what the newest one's does. Its layout is Swift's stable one.

#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "CKernelRuntime.h"

// The protocol of the conformance that a table is for: a distance, of which the lowest bit says that a pointer
// stands there.
static const uint32_t *protocol_of(const void *table) {
    const int32_t *conformance = *(const int32_t *const *)table;
    intptr_t target = (intptr_t)conformance + (*conformance & ~(int32_t)1);
    return (const uint32_t *)(*conformance & 1 ? *(const intptr_t *)target : target);
}

void cell_replace_witnesses(void *table, const void *with) {
    const uint32_t *protocol = protocol_of(with);
    if (table == with || protocol_of(table) != protocol) return;
    // Flags, parent, name, number of requirements in its signature, number of requirements.
    size_t length = protocol[4] * sizeof(void *);
    char *first = (char *)table + sizeof(void *);
    uintptr_t page = (uintptr_t)first & ~(uintptr_t)(sysconf(_SC_PAGESIZE) - 1);
    if (mprotect((void *)page, (uintptr_t)first + length - page, PROT_READ | PROT_WRITE)) return;
    // The pages stay writable: the runtime fills in parts of some tables later.
    memcpy(first, (const char *)with + sizeof(void *), length);
}
