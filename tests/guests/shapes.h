#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum color { COLOR_RED = 1, COLOR_GREEN = 2, COLOR_BLUE = 1000 };
enum level { LEVEL_LOW = -1, LEVEL_HIGH = 1 };

typedef struct point {
  int32_t x, y;
} point;

/* Padding everywhere: the layout differs from that of a 64-bit host. */
typedef struct mixed {
  char tag;
  int64_t wide;
  short narrow;
  long native; /* 4 bytes in the guest, 8 on most hosts */
  size_t size;
  bool flag;
  double ratio;
  enum color color;
  point corners[3];
  const char *name;
  struct mixed *next;
  int (*compare)(const void *, const void *);
  float matrix[2][3];
  uint8_t last;
} mixed;

typedef struct parser parser;

#define SHAPES_VERSION 3
