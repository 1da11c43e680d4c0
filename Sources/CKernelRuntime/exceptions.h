// What becomes of C++ exceptions that nothing catches.

#ifndef EXCEPTIONS_H
#define EXCEPTIONS_H

// Once, before any cell.
void exceptions_install(void);

#endif
