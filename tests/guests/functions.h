/* Function pointers in every place where C allows one. */
#ifndef FUNCTIONS_H
#define FUNCTIONS_H
#include <stdint.h>
#include <stddef.h>

enum verdict { VERDICT_GO = 1, VERDICT_STOP = 2 };

typedef struct decoder decoder;
typedef enum verdict (*row_fn)(void *user, const uint8_t *row, size_t length);
typedef int (*compare_fn)(const void *, const void *);
typedef row_fn (*wrap_fn)(row_fn inner);
typedef double (*mix_fn)(int8_t a, uint16_t b, int64_t c, float d, double e, long f, unsigned long g, size_t h);
typedef int (*log_fn)(const char *format, ...);

/* A callback that receives what holds the callback. */
struct decoder {
  void *user;
  row_fn on_row;
  long (*on_end)(decoder *self, long rows);
  void (*hooks[2])(decoder *self);
  int64_t rows;
};

int decode(decoder *self, const uint8_t *bytes, size_t length, size_t row);
void sort(int32_t *items, size_t count, compare_fn compare);
compare_fn ascending(void);
row_fn counter(void);
row_fn chosen(row_fn a, row_fn b, int which);
void choose(row_fn *out, int which);
row_fn wrap(wrap_fn wrapper, row_fn inner);
double mix(mix_fn call);
mix_fn mixer(void);
int64_t rows_counted(void);
int write_log(log_fn log, int number);
row_fn forged(uint32_t index);
#endif
