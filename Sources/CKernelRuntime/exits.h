// What becomes of a cell that ends its process.

#ifndef EXITS_H
#define EXITS_H

// From now on, who calls `exit` is a cell. Once.
void exits_install(void);

#endif
