/* A reader that must be called in order, counts the calls that were not, and can be made to lie. */
#include <stddef.h>
#include <stdint.h>

struct reader;

void lie(int how);
unsigned readers_live(void);
unsigned readers_freed(void);
unsigned calls_out_of_order(void);

struct reader *reader_new(void);
int reader_open(unsigned width, struct reader **out);
int reader_header(struct reader *reader, const uint8_t *bytes, size_t n, unsigned *width);
int reader_start(struct reader *reader);
unsigned reader_width(const struct reader *reader);
int reader_row(struct reader *reader, uint8_t *row, size_t size);
int reader_join(struct reader *reader, struct reader *other);
int reader_finish(struct reader *reader, unsigned *rows);
void reader_free(struct reader *reader);
