#include "throws.h"

#include <stdatomic.h>

// Errors are caught in great numbers and seldom end a cell: a short memory does.
enum { REMEMBERED = 8 };

static struct {
    void *error;
    cell_stack stack;
} recent[REMEMBERED];
static unsigned next;
static cell_stack typed_throw;
static atomic_flag lock = ATOMIC_FLAG_INIT;

static void acquire(void) { while (atomic_flag_test_and_set_explicit(&lock, memory_order_acquire)) {} }
static void release(void) { atomic_flag_clear_explicit(&lock, memory_order_release); }

void note_throw(void *error, const cell_stack *stack) {
    acquire();
    // The same box soon after is the same error on its way, or a new one in the memory of one that was
    // caught and freed. The deeper stack decides: an error on its way comes outwards.
    unsigned slot = next;
    for (unsigned i = 0; i < REMEMBERED; i++) {
        if (recent[i].error == error) slot = i;
    }
    unsigned depth = stack->inner_count + stack->outer_count + stack->omitted;
    const cell_stack *old = &recent[slot].stack;
    bool is_on_its_way = recent[slot].error == error && old->inner_count + old->outer_count + old->omitted > depth;
    if (!is_on_its_way) {
        recent[slot].error = error;
        recent[slot].stack = *stack;
        if (slot == next) next = (next + 1) % REMEMBERED;
    }
    release();
}

bool find_throw(void *error, cell_stack *stack) {
    acquire();
    bool found = false;
    for (unsigned i = 0; i < REMEMBERED && !found; i++) {
        if (recent[i].error != error) continue;
        *stack = recent[i].stack;
        found = true;
    }
    release();
    return found;
}

void note_typed_throw(const cell_stack *stack) {
    acquire();
    typed_throw = *stack;
    release();
}

bool find_typed_throw(cell_stack *stack) {
    acquire();
    *stack = typed_throw;
    release();
    return stack->inner_count > 0;
}

void forget_throws(void) {
    acquire();
    typed_throw.inner_count = 0;
    for (unsigned i = 0; i < REMEMBERED; i++) recent[i].error = 0;
    release();
}
