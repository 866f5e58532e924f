/* Small loops: what it costs to stop them shows here most. */
#include "workloads.h"

uint32_t workload_checksum(const uint8_t *input, uint32_t length, uint8_t *output, uint32_t room) {
  (void)output, (void)room;
  uint32_t sum = 2166136261u;
  for (size_t i = 0; i < length; i++) sum = (sum ^ input[i]) * 16777619u;
  return sum;
}

static int32_t fibonacci(int32_t n) {
  volatile int32_t kept = n; /* Or the compiler makes a loop of one of the calls. */
  return n < 2 ? kept : fibonacci(n - 1) + fibonacci(kept - 2);
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

uint32_t workload_sort(const uint8_t *input, uint32_t length, uint8_t *output, uint32_t room) {
  (void)input, (void)length;
  uint32_t *numbers = (uint32_t *)(void *)output;
  size_t count = room / 4;
  uint32_t sum = 0;
  for (size_t i = 0; i < count; i++) numbers[i] = (uint32_t)i * 2654435761u;
  sort(numbers, numbers + count - 1);
  for (size_t i = 0; i < count; i++) sum += numbers[i] * (uint32_t)i;
  return sum;
}

uint32_t workload_recursion(const uint8_t *input, uint32_t length, uint8_t *output, uint32_t room) {
  (void)input, (void)length, (void)output, (void)room;
  return (uint32_t)fibonacci(27);
}
