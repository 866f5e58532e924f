#include "tally.h"

#include <stdlib.h>

struct tally {
    uint32_t counts[TALLY_LETTERS];
    uint64_t all;
};

const char *tally_version(void) {
    return "1.2.3";
}

tally *tally_new(void) {
    return calloc(1, sizeof(tally));
}

int tally_add(tally *counter, const uint8_t *bytes, size_t length) {
    for (size_t i = 0; i < length; i++) {
        counter->counts[bytes[i]]++;
    }
    counter->all += length;
    return TALLY_OK;
}

int tally_most(const tally *counter, uint32_t *letter, uint32_t *count) {
    if (counter->all == 0) {
        return TALLY_EMPTY;
    }
    *letter = 0;
    for (uint32_t i = 1; i < TALLY_LETTERS; i++) {
        if (counter->counts[i] > counter->counts[*letter]) {
            *letter = i;
        }
    }
    *count = counter->counts[*letter];
    return TALLY_OK;
}

size_t tally_seen(const tally *counter, uint8_t *out, size_t capacity) {
    size_t written = 0;
    for (uint32_t i = 0; i < TALLY_LETTERS && written < capacity; i++) {
        if (counter->counts[i] > 0) {
            out[written++] = (uint8_t)i;
        }
    }
    return written;
}

void tally_free(tally *counter) {
    free(counter);
}

long double tally_share(const tally *counter, uint8_t letter) {
    return counter->all == 0 ? 0.0L : (long double)counter->counts[letter] / (long double)counter->all;
}
