// Where recent errors were thrown, by any thread of a cell: an error that nothing catches may have come
// from the thread of an `await`.

#ifndef THROWS_H
#define THROWS_H

#include "CKernelRuntime.h"

// Remembers where `error` is thrown. An error thrown again (`throw error` in a `catch`, or out of an
// `await`) keeps its first place.
void note_throw(void *error, const cell_stack *stack);

// Finds where `error` was thrown first; false if that is too long ago.
bool find_throw(void *error, cell_stack *stack);

// Remembers where an error of a typed `throws` is thrown, which has no box yet.
void note_typed_throw(const cell_stack *stack);

// Finds where the last such error was thrown; false if none was.
bool find_typed_throw(cell_stack *stack);

// Forgets all: at the start of a run.
void forget_throws(void);

#endif
