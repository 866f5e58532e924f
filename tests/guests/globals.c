#include "globals.h"

#include <string.h>

int count = 40;
const char version[8] = "1.2.3";
const char *names[3] = {"zero", "one", NULL};
totals all;
_Thread_local uint16_t per_thread = 7;

static int64_t twice(int64_t value) { return 2 * value; }
int64_t (*observe)(int64_t) = twice;

/* All bits, so that signs show. */
void fill_named(named *out) { memset(out, 0xff, sizeof *out); }

void add(int32_t value) {
  all.sum += value;
  all.last[count++ % 3] = value;
  per_thread++;
}

int64_t observed(int64_t value) { return observe(value); }

time_t next_second(time_t now) { return now + 1; }
off_t middle(off_t from, off_t to) { return from + (to - from) / 2; }
clock_t ticks(clock_t now) { return now * 2; }
mode_t mask(mode_t mode) { return mode & 0777; }

/* Bits by memory, so that no float operation may touch a NaN. */
uint64_t bits_of_double(double value) {
  uint64_t bits;
  memcpy(&bits, &value, sizeof bits);
  return bits;
}
double double_of_bits(uint64_t bits) {
  double value;
  memcpy(&value, &bits, sizeof bits);
  return value;
}
uint32_t bits_of_float(float value) {
  uint32_t bits;
  memcpy(&bits, &value, sizeof bits);
  return bits;
}
float float_of_bits(uint32_t bits) {
  float value;
  memcpy(&value, &bits, sizeof bits);
  return value;
}
uint64_t carry(through_fn through, uint64_t bits, uint32_t narrow) {
  return bits_of_double(through(double_of_bits(bits), float_of_bits(narrow)));
}
