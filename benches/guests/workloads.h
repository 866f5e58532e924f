/* Each gives the number of bytes that it wrote, or what else its answer is. */
#include <stddef.h>
#include <stdint.h>

uint32_t workload_deflate(const uint8_t *input, uint32_t length, uint8_t *output, uint32_t room);
uint32_t workload_inflate(const uint8_t *input, uint32_t length, uint8_t *output, uint32_t room);
uint32_t workload_picture(const uint8_t *input, uint32_t length, uint8_t *output, uint32_t room);
uint32_t workload_jpeg(const uint8_t *input, uint32_t length, uint8_t *output, uint32_t room);
uint32_t workload_xml(const uint8_t *input, uint32_t length, uint8_t *output, uint32_t room);
uint32_t workload_checksum(const uint8_t *input, uint32_t length, uint8_t *output, uint32_t room);
/* The 27th of Fibonacci's numbers, by two calls of itself. */
uint32_t workload_recursion(const uint8_t *input, uint32_t length, uint8_t *output, uint32_t room);
/* Fills the output with the same numbers each time, sorts them, and gives a sum. */
uint32_t workload_sort(const uint8_t *input, uint32_t length, uint8_t *output, uint32_t room);
