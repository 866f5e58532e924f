/* Variables, and names of the C library for numbers. */
#ifndef GLOBALS_H
#define GLOBALS_H
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#include <time.h>
#include <wchar.h>

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

/* Every name of the C library that stands for a number, each behind a byte: size and alignment show. */
typedef struct named {
  char before_intmax_t;
  intmax_t value_intmax_t;
  char before_uintmax_t;
  uintmax_t value_uintmax_t;
  char before_time_t;
  time_t value_time_t;
  char before_suseconds_t;
  suseconds_t value_suseconds_t;
  char before_clock_t;
  clock_t value_clock_t;
  char before_off_t;
  off_t value_off_t;
  char before_blkcnt_t;
  blkcnt_t value_blkcnt_t;
  char before_blksize_t;
  blksize_t value_blksize_t;
  char before_dev_t;
  dev_t value_dev_t;
  char before_ino_t;
  ino_t value_ino_t;
  char before_nlink_t;
  nlink_t value_nlink_t;
  char before_mode_t;
  mode_t value_mode_t;
  char before_uid_t;
  uid_t value_uid_t;
  char before_gid_t;
  gid_t value_gid_t;
  char before_id_t;
  id_t value_id_t;
  char before_useconds_t;
  useconds_t value_useconds_t;
  char before_pid_t;
  pid_t value_pid_t;
  char before_wchar_t;
  wchar_t value_wchar_t;
  char before_wint_t;
  wint_t value_wint_t;
} named;
void fill_named(named *out);

void add(int32_t value);
int64_t observed(int64_t value);

time_t next_second(time_t now);
off_t middle(off_t from, off_t to);
clock_t ticks(clock_t now);
mode_t mask(mode_t mode);
typedef double (*through_fn)(double, float);
uint64_t carry(through_fn through, uint64_t bits, uint32_t narrow);
uint64_t bits_of_double(double value);
double double_of_bits(uint64_t bits);
uint32_t bits_of_float(float value);
float float_of_bits(uint32_t bits);
#endif
