#include <stddef.h>
#include <stdint.h>

int32_t work_add(int32_t a, int32_t b);
void work_trap(void);
int work_wild(void);
int32_t work_each(int32_t (*step)(void *user, int32_t n), void *user, int32_t n);
uint32_t work_checksum(const uint8_t *bytes, size_t length);
uint64_t work_sum(const uint64_t *words, size_t count);
