/* A decoder that reports errors by longjmp, as libpng does. */
#ifndef JUMPS_H
#define JUMPS_H

#include <stddef.h>

typedef struct decoder decoder;
typedef int (*byte_fn)(decoder *, int value);

decoder *decoder_new(void);
void decoder_free(decoder *);
/* The sum of the bytes; an error is minus the number that was given to longjmp. A byte of 0 is an error, and of
 * 255 one that is found sixty frames further down. */
int decoder_sum(decoder *, const unsigned char *bytes, size_t length);
/* As decoder_sum, and calls back for each byte. */
int decoder_each(decoder *, const unsigned char *bytes, size_t length, byte_fn on_byte);
/* Reports an error: does not return. */
void decoder_fail(decoder *, int code);
/* Decoders that were made and not freed. */
int decoders_live(void);
/* Errors of all decoders that were caught here. */
int errors_caught(void);

/* What C promises of setjmp, each as 1 or 0. */
int zero_becomes_one(void);
int inner_jump_leaves_the_outer_alone(void);
int locals_survive(int value);
/* A jump to a function that has returned. */
int stale_jump(void);
/* Never ends, with handlers all around. */
int spin(void);
/* Writes over the stack until it hits the end, inside a handler. */
int overflow(int depth);
/* Leaves the note of a longjmp, if there is such a thing, and traps on its own. */
int forge(void);

#endif
