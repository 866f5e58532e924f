/* What other sandboxes test at their boundary, and what they leave out. */
#include "conformance.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int add(int a, int b) { return a + b; }
int add_and_print(int a, int b) {
  printf("%d + %d\n", a, b);
  fprintf(stderr, "to nowhere\n");
  return a + b;
}

double weigh_twelve(int a, double b, long long c, float d, int e, double f, unsigned g, float h, double i, double j,
                    double k, double l) {
  return a + 2 * b + 3 * (double)c + 4 * d + 5.0 * e + 6 * f + 7.0 * g + 8 * h + 9 * i + 10 * j + 11 * k + 12 * l;
}
double weigh_five_whole(int a, double b, long long c, float d, int e, unsigned f, int g) {
  return a + 2 * b + 3 * (double)c + 4 * d + 5.0 * e + 6.0 * f + 7.0 * g;
}
float weigh_nine_floats(float a, double b, float c, double d, float e, double f, float g, double h, float i) {
  return (float)(a + 2 * b + 3 * c + 4 * d + 5 * e + 6 * f + 7 * g + 8 * h + 9 * i);
}
long long add_eleven_ints(int a, int b, int c, int d, int e, int f, int g, int h, int i, int j, int k) {
  return (long long)a + b + c + d + e + f + g + h + i + j + k;
}
long long add_eleven_longs(long a, long b, long c, long d, long e, long f, long g, long h, long i, long j, long k) {
  return (long long)a + b + c + d + e + f + g + h + i + j + k;
}
long long add_eleven_wide(long long a, long long b, long long c, long long d, long long e, long long f, long long g,
                          long long h, long long i, long long j, long long k) {
  return a + b + c + d + e + f + g + h + i + j + k;
}

float add_floats(float a, float b) { return a + b; }
double add_doubles(double a, double b) { return a + b; }
double sum_doubles(const double *values, size_t count) {
  double sum = 0;
  for (size_t i = 0; i < count; i++) sum += values[i];
  return sum;
}

/* 64 bits come back as 64 bits. */
uint64_t all_bits(void) { return UINT64_MAX; }
int64_t lowest(void) { return INT64_MIN; }
uint64_t wide_counter(void) { return 0x123456789abcdef0u; }

/* 32 bits of a wider number, cut here and not at the boundary. */
int cut_to_int(int64_t v) { return (int)v; }
unsigned char cut_to_byte(unsigned v) { return (unsigned char)v; }

/* A host's long has twice the bytes. */
const long *some_longs(void) {
  static const long longs[4] = {11, -22, 33, 2147483647};
  return longs;
}
void double_longs(long *values, size_t count) {
  for (size_t i = 0; i < count; i++) values[i] *= 2;
}

void *echo_pointer(void *p) { return p; }
int same_pointer(const void *p, const void *q) { return p == q; }
void store_pointer(void **where, unsigned address) { *where = (void *)(unsigned long)address; }

/* A string without an end, in the middle of memory. */
const char *endless(void) {
  static char text[4096];
  memset(text, 'x', sizeof text);
  return text;
}

static unsigned state;
unsigned count_up(void) { return ++state; }
