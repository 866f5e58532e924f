#include "functions.h"

#include <stdlib.h>

int decode(decoder *self, const uint8_t *bytes, size_t length, size_t row) {
  for (int i = 0; i < 2; i++)
    if (self->hooks[i]) self->hooks[i](self);
  self->rows = 0;
  for (; length >= row; bytes += row, length -= row) {
    self->rows++;
    if (self->on_row && self->on_row(self->user, bytes, row) == VERDICT_STOP) return 1;
  }
  return self->on_end ? (int)self->on_end(self, (long)self->rows) : 0;
}

void sort(int32_t *items, size_t count, compare_fn compare) { qsort(items, count, sizeof *items, compare); }

static int compare_up(const void *a, const void *b) {
  int32_t left = *(const int32_t *)a, right = *(const int32_t *)b;
  return (left > right) - (left < right);
}

compare_fn ascending(void) { return compare_up; }

static int64_t counted;

static enum verdict count(void *user, const uint8_t *row, size_t length) {
  (void)user, (void)row;
  counted += (int64_t)length;
  return VERDICT_GO;
}

static enum verdict stop(void *user, const uint8_t *row, size_t length) {
  (void)user, (void)row, (void)length;
  return VERDICT_STOP;
}

row_fn counter(void) { return count; }
row_fn chosen(row_fn a, row_fn b, int which) { return which ? b : a; }
void choose(row_fn *out, int which) { *out = which ? stop : count; }
row_fn wrap(wrap_fn wrapper, row_fn inner) { return wrapper(inner); }
int64_t rows_counted(void) { return counted; }

static double add(int8_t a, uint16_t b, int64_t c, float d, double e, long f, unsigned long g, size_t h) {
  return a + b + (double)c + (double)d + e + (double)f + (double)g + (double)h;
}

double mix(mix_fn call) { return call(-1, 65535, -1LL << 40, 0.5f, 0.25, -70000, 4000000000u, 3); }
mix_fn mixer(void) { return add; }

int write_log(log_fn log, int number) { return log("%d and %f", number, 1.5); }

/* A number that is no function of this library, or one of another type. */
row_fn forged(uint32_t index) { return (row_fn)(uintptr_t)index; }
