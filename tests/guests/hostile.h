#include <stddef.h>

enum mode { MODE_A = 0, MODE_B = 1, MODE_C = 5 };

struct inner {
  double ratio;
  struct record *next;
};

struct record {
  unsigned length;
  unsigned char *data;
  enum mode mode;
  char name[16];
  struct inner inner;
};
