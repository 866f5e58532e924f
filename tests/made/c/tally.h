#ifndef TALLY_H
#define TALLY_H

#include <stddef.h>
#include <stdint.h>

#define TALLY_OK 0
#define TALLY_EMPTY 1
#define TALLY_LETTERS 256

/** Counts how often each byte occurs. */
typedef struct tally tally;

/** The version of the library. */
const char *tally_version(void);

/** A counter that has seen nothing. NULL without memory. */
tally *tally_new(void);

/** Counts the bytes of a text. */
int tally_add(tally *counter, const uint8_t *bytes, size_t length);

/** The byte that was seen most often, and how often. TALLY_EMPTY if there was none. */
int tally_most(const tally *counter, uint32_t *letter, uint32_t *count);

/** Writes the bytes that were seen, in order; gives their number. */
size_t tally_seen(const tally *counter, uint8_t *out, size_t capacity);

/** Ends a counter. */
void tally_free(tally *counter);

/** The share of a byte, more exactly than a fence can say. */
long double tally_share(const tally *counter, uint8_t letter);

/** Whether a byte is a letter of ASCII. */
static inline int tally_is_letter(int byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

#endif
