/* One request of a service that uses a library: the same code natively and behind the fence. */
#ifndef HANDLE_H
#define HANDLE_H

#include <stddef.h>
#include <stdint.h>

/* Answers 1 and two numbers about `data`, or 0 when the library refuses it. */
int handle(const uint8_t *data, size_t size, uint32_t *first, uint32_t *second);

#endif
