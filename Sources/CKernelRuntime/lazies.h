// Lazy initialisers (of globals in libraries, of `static let`) whose thread ended in the middle of them.

#ifndef LAZIES_H
#define LAZIES_H

// Gives up the initialisers that the calling thread is in the middle of: whoever needs their values next runs
// them again. Safe in a signal handler.
void lazies_abandon(void);

#endif
