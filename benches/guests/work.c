/* The smallest call and the smallest honest job. Compiled for the fence and natively from the same source. */
#include "work.h"

int32_t work_add(int32_t a, int32_t b) { return a + b; }

void work_trap(void) { __builtin_trap(); }
int work_wild(void) { return *(volatile int *)0xfffffff0u; }

int32_t work_each(int32_t (*step)(void *user, int32_t n), void *user, int32_t n) {
  uint32_t sum = 0;
  for (int32_t i = 0; i < n; i++) sum += (uint32_t)step(user, i);
  return (int32_t)sum;
}

uint32_t work_checksum(const uint8_t *bytes, size_t length) {
  uint32_t sum = 2166136261u;
  for (size_t i = 0; i < length; i++) sum = (sum ^ bytes[i]) * 16777619u;
  return sum;
}

uint64_t work_sum(const uint64_t *words, size_t count) {
  uint64_t sum = 0;
  for (size_t i = 0; i < count; i++) sum += words[i];
  return sum;
}
