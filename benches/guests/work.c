/* The smallest call and the smallest honest job. Compiled for the fence and natively from the same source. */
#include "work.h"

int32_t work_add(int32_t a, int32_t b) { return a + b; }

void work_trap(void) { __builtin_trap(); }

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

int32_t work_fibonacci(int32_t n) {
  volatile int32_t kept = n; /* Or the compiler makes a loop of one of the calls. */
  return n < 2 ? kept : work_fibonacci(n - 1) + work_fibonacci(kept - 2);
}

static void sort(uint32_t *first, uint32_t *last) {
  while (first < last) {
    uint32_t pivot = first[(last - first) / 2], *low = first, *high = last;
    while (low <= high) {
      while (*low < pivot) low++;
      while (*high > pivot) high--;
      if (low <= high) {
        uint32_t swapped = *low;
        *low++ = *high;
        *high-- = swapped;
      }
    }
    sort(first, high);
    first = low;
  }
}

uint32_t work_sort(uint32_t *numbers, size_t count) {
  uint32_t sum = 0;
  for (size_t i = 0; i < count; i++) numbers[i] = (uint32_t)i * 2654435761u;
  sort(numbers, numbers + count - 1);
  for (size_t i = 0; i < count; i++) sum += numbers[i] * (uint32_t)i;
  return sum;
}
