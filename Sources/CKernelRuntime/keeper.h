// The thread that watches over runs from outside.

#ifndef KEEPER_H
#define KEEPER_H

// Starts it. Once.
void keeper_start(void);

// A run has ended in a way that may have broken what all threads share; whoever deals with it calls
// `cell_settled` soon, or the process ends. Safe in a signal handler.
void keeper_expects_settlement(void);

#endif
