/* The smallest call and the smallest honest job. Compiled for the fence and natively from the same source. */
#include "work.h"

int32_t work_add(int32_t a, int32_t b) { return a + b; }

uint32_t work_checksum(const uint8_t *bytes, size_t length) {
  uint32_t sum = 2166136261u;
  for (size_t i = 0; i < length; i++) sum = (sum ^ bytes[i]) * 16777619u;
  return sum;
}
