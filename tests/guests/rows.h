#include <stdint.h>

enum shade { LIGHT = 1, DARK = 4 };

/* The sum, wrapping. */
int rows_add(int a, int b);
double rows_mix(float a, int64_t b, uint8_t c);
/* The opposite shade. */
enum shade rows_flip(enum shade shade);
long rows_half(long v);
/* Where the string goes on. */
const char *rows_next(const char *text);
int rows_apply(int (*step)(void *user, int n), int n);
/* Counts its calls, which rows_ticks tells. */
void rows_tick(void);
unsigned rows_ticks(void);
/* Traps for 7. */
int rows_unless_seven(int n);
/* Does not return for 7. */
int rows_forever_at_seven(int n);
/* Overwrites memory from an address on. */
void rows_scribble(void *where, unsigned bytes);
