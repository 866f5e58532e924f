/* Variables, and names of the C library for numbers. */
#ifndef GLOBALS_H
#define GLOBALS_H
#include <stdint.h>
#include <sys/types.h>
#include <time.h>

typedef struct totals {
  int64_t sum;
  int32_t last[3];
} totals;

extern int count;
extern const char version[8];
extern const char *names[3];
extern totals all;
extern _Thread_local uint16_t per_thread;
extern int64_t (*observe)(int64_t);

void add(int32_t value);
int64_t observed(int64_t value);

time_t next_second(time_t now);
off_t middle(off_t from, off_t to);
clock_t ticks(clock_t now);
mode_t mask(mode_t mode);
uint64_t bits_of_double(double value);
double double_of_bits(uint64_t bits);
uint32_t bits_of_float(float value);
float float_of_bits(uint32_t bits);
#endif
