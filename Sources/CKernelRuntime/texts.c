#define _GNU_SOURCE
#include "texts.h"

#include <dlfcn.h>
#include <link.h>
#include <stdatomic.h>
#include <sys/mman.h>
#include <unistd.h>

#include "threads.h"

typedef struct {
    uintptr_t start, end; // whole pages
} text;

// Written by one cell's thread at a time, and only ever appended to: handlers read it at any moment.
enum { MAXIMUM = 1 << 16 };
static text texts[MAXIMUM];
static _Atomic uint32_t count;
static _Atomic bool are_revoked;
// How many are without permission; the keeper's own.
static uint32_t revoked;

static int add_executable_segments(struct dl_phdr_info *info, size_t size, void *base) {
    (void)size;
    if (info->dlpi_addr != (ElfW(Addr))base) return 0;
    uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    for (int i = 0; i < info->dlpi_phnum; i++) {
        const ElfW(Phdr) *header = &info->dlpi_phdr[i];
        uint32_t index = atomic_load(&count);
        if (header->p_type != PT_LOAD || !(header->p_flags & PF_X) || index == MAXIMUM) continue;
        uintptr_t start = info->dlpi_addr + header->p_vaddr;
        if (this_thread) {
            cell_run_state *run = this_thread->run;
            atomic_store(&run->text_start, start & ~(page - 1));
            atomic_store(&run->text_end, (start + header->p_memsz + page - 1) & ~(page - 1));
        }
        // A cell that runs again is there already.
        if (text_contains(start)) continue;
        texts[index] = (text){start & ~(page - 1), (start + header->p_memsz + page - 1) & ~(page - 1)};
        atomic_store(&count, index + 1);
    }
    return 1;
}

void cell_add_text(void *library) {
    struct link_map *map = NULL;
    if (dlinfo(library, RTLD_DI_LINKMAP, &map) != 0) return;
    dl_iterate_phdr(add_executable_segments, (void *)map->l_addr);
}

bool text_contains(uintptr_t address) {
    for (uint32_t i = 0, n = atomic_load(&count); i < n; i++) {
        if (address >= texts[i].start && address < texts[i].end) return true;
    }
    return false;
}

static void protect(uint32_t from, uint32_t to, int protection) {
    for (uint32_t i = from; i < to; i++) mprotect((void *)texts[i].start, texts[i].end - texts[i].start, protection);
}

void texts_revoke(void) {
    uint32_t n = atomic_load(&count);
    atomic_store(&are_revoked, true);
    protect(revoked, n, PROT_READ);
    revoked = n;
}

void texts_restore(void) {
    protect(0, revoked, PROT_READ | PROT_EXEC);
    revoked = 0;
    // Those who wait for this go on only now.
    atomic_store(&are_revoked, false);
}

bool texts_are_revoked(void) { return atomic_load(&are_revoked); }
