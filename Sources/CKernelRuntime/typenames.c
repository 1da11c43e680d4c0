// Names of types that have been declared again.
//
// A type's name stands in its descriptor, as the distance to a text; the runtime keeps the names that it has made of
// them, also of `[River]` and the like, in a table. What the table looks like is known of the runtimes that we have
// seen; where it is not found, names that were asked for before stay what they were, and nothing else happens.

#define _GNU_SOURCE
#include <link.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/uio.h>
#include <unistd.h>

#include "CKernelRuntime.h"

// Memory near enough to `place` for a distance of 32 bits.
static char *memory_near(const void *place, size_t size) {
    uintptr_t start = (uintptr_t)place & ~(uintptr_t)0xFFFF;
    for (uintptr_t distance = 1 << 16; distance < (uintptr_t)1 << 30; distance += 1 << 20) {
        void *wanted = (void *)(start - distance);
        void *memory = mmap(wanted, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
        if (memory == wanted) return memory;
        if (memory != MAP_FAILED) munmap(memory, size);
    }
    return NULL;
}

bool cell_rename_type(void *descriptor, const char *name) {
    // Flags, the parent, the name: 32 bits each, in every descriptor of a nominal type or a protocol.
    int32_t *field = (int32_t *)descriptor + 2;
    char *text = memory_near(descriptor, strlen(name) + 1);
    if (!text) return false;
    strcpy(text, name);
    uintptr_t page = (uintptr_t)field & ~(uintptr_t)(sysconf(_SC_PAGESIZE) - 1);
    size_t length = (uintptr_t)(field + 1) - page;
    if (mprotect((void *)page, length, PROT_READ | PROT_WRITE)) return false;
    *field = (int32_t)((intptr_t)text - (intptr_t)field);
    mprotect((void *)page, length, PROT_READ);
    return true;
}

// The runtime's table (LLVM's DenseMap): keys of a type and what kind of name, with the name.
struct bucket {
    uintptr_t key;
    const char *name;
    size_t length;
};

struct table {
    struct bucket *buckets;
    uint32_t entries, removed, capacity;
};

struct search {
    const char *name;
    const void *inside;
    struct table *found;
};

static bool holds(const struct table *table, const char *name) {
    uint32_t capacity = table->capacity;
    if (capacity < 64 || capacity > 1 << 20 || (capacity & (capacity - 1)) || table->entries == 0 || table->entries >= capacity) return false;
    if (!table->buckets || (uintptr_t)table->buckets % sizeof(void *)) return false;
    // It may be anything: the kernel reads it for us, or says that it cannot be read.
    struct bucket copy[64];
    for (uint32_t first = 0; first < capacity; first += 64) {
        struct iovec to = {copy, sizeof copy}, from = {table->buckets + first, sizeof copy};
        if (process_vm_readv(getpid(), &to, 1, &from, 1, 0) != sizeof copy) return false;
        for (int i = 0; i < 64; i++) if (copy[i].name == name) return true;
    }
    return false;
}

static int look_into(struct dl_phdr_info *library, size_t size, void *context) {
    (void)size;
    struct search *search = context;
    bool is_runtime = false;
    for (int i = 0; i < library->dlpi_phnum; i++) {
        const ElfW(Phdr) *segment = &library->dlpi_phdr[i];
        uintptr_t start = library->dlpi_addr + segment->p_vaddr, place = (uintptr_t)search->inside;
        if (segment->p_type == PT_LOAD && place >= start && place < start + segment->p_memsz) is_runtime = true;
    }
    if (!is_runtime) return 0;
    for (int i = 0; i < library->dlpi_phnum; i++) {
        const ElfW(Phdr) *segment = &library->dlpi_phdr[i];
        if (segment->p_type != PT_LOAD || !(segment->p_flags & PF_W)) continue;
        uintptr_t start = (library->dlpi_addr + segment->p_vaddr + 7) & ~(uintptr_t)7;
        uintptr_t end = library->dlpi_addr + segment->p_vaddr + segment->p_memsz;
        for (uintptr_t place = start; place + sizeof(struct table) <= end; place += sizeof(void *)) {
            if (!holds((struct table *)place, search->name)) continue;
            search->found = (struct table *)place;
            return 1;
        }
    }
    return 1;
}

bool cell_forget_type_names(const char *known, const void *runtime) {
    static struct table *table;
    if (!table) {
        struct search search = {known, runtime, NULL};
        dl_iterate_phdr(look_into, &search);
        table = search.found;
    }
    if (!table || table->removed) return false;
    // The one key that occurs more than once is that of the buckets that hold nothing.
    uintptr_t unused = 0;
    for (uint32_t i = 0; i < table->capacity && !unused; i++)
        for (uint32_t k = 0; k < i && !unused; k++)
            if (table->buckets[i].key == table->buckets[k].key) unused = table->buckets[i].key;
    if (!unused) return false;
    for (uint32_t i = 0; i < table->capacity; i++) table->buckets[i].key = unused;
    table->entries = 0;
    return true;
}
