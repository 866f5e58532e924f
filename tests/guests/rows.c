#include "rows.h"

static unsigned ticks;

int rows_add(int a, int b) { return (int)((unsigned)a + (unsigned)b); }
double rows_mix(float a, int64_t b, uint8_t c) { return (double)a + (double)b + c; }
enum shade rows_flip(enum shade shade) { return shade == LIGHT ? DARK : LIGHT; }
long rows_half(long v) { return v / 2; }
const char *rows_next(const char *text) { return text + 1; }
int rows_apply(int (*step)(void *user, int n), int n) { return step(0, n); }
void rows_tick(void) { ticks++; }
unsigned rows_ticks(void) { return ticks; }

int rows_unless_seven(int n) {
  if (n == 7) __builtin_trap();
  return n;
}

int rows_forever_at_seven(int n) {
  volatile int going = n == 7;
  while (going) {}
  return n;
}

void rows_scribble(void *where, unsigned bytes) {
  volatile unsigned char *at = where;
  for (unsigned i = 0; i < bytes; i++) at[i] = 0xff;
}
