#include "states.h"

#include <stdlib.h>

enum state { INIT = 0x1111, HEADER, ROWS };

struct reader {
    enum state state;
    unsigned width, rows;
};

static int how;
static unsigned live, freed, misused;
static struct reader *latest;

void lie(int value) { how = value; }
unsigned readers_live(void) { return live; }
unsigned readers_freed(void) { return freed; }
unsigned calls_out_of_order(void) { return misused; }

static void expect(const struct reader *reader, enum state least, enum state most) {
    if (reader->state < least || reader->state > most) misused++;
}

struct reader *reader_new(void) {
    if (how == 1) return 0;
    if (how == 2 && latest) return latest;
    live++;
    latest = calloc(1, sizeof *latest);
    latest->state = INIT;
    return latest;
}

int reader_open(unsigned width, struct reader **out) {
    if (how == 3) return 7;
    *out = 0;
    if (how == 1) return 0;
    if (how == 4) { *out = (struct reader *)0xfffffff0; return 0; }
    if (how == 5) { *out = (struct reader *)out; return 0; }
    *out = reader_new();
    if (how == 2) return 0;
    (*out)->state = HEADER;
    (*out)->width = width;
    return 0;
}

int reader_header(struct reader *reader, const uint8_t *bytes, size_t n, unsigned *width) {
    expect(reader, INIT, INIT);
    if (how == 6) __builtin_trap();
    if (n == 0) return 3;
    reader->state = HEADER;
    reader->width = *width = bytes[0];
    return 0;
}

int reader_start(struct reader *reader) {
    expect(reader, HEADER, HEADER);
    reader->state = ROWS;
    return 0;
}

unsigned reader_width(const struct reader *reader) {
    expect(reader, HEADER, ROWS);
    return reader->width;
}

int reader_row(struct reader *reader, uint8_t *row, size_t size) {
    expect(reader, ROWS, ROWS);
    if (reader->rows == 3) return 1;
    reader->rows++;
    for (size_t i = 0; i < size; i++) row[i] = (uint8_t)(reader->rows * 10 + i);
    return 0;
}

void reader_free(struct reader *reader) {
    if (how == 7) __builtin_trap();
    if (how == 8) for (volatile int forever = 1; forever;) {}
    expect(reader, INIT, ROWS);
    reader->state = 0;
    live--;
    freed++;
    free(reader);
}

int reader_join(struct reader *reader, struct reader *other) {
    expect(reader, ROWS, ROWS);
    expect(other, ROWS, ROWS);
    reader->rows += other->rows;
    reader_free(other);
    return how == 9 ? 5 : 0;
}

int reader_finish(struct reader *reader, unsigned *rows) {
    expect(reader, ROWS, ROWS);
    *rows = reader->rows;
    reader_free(reader);
    return how == 9 ? 5 : 0;
}
