/* Aligned memory, which compilers for x86 have beside their intrinsics. */
#ifndef RINGFENCE_MM_MALLOC_H
#define RINGFENCE_MM_MALLOC_H
#include <stdlib.h>

static inline void *_mm_malloc(size_t size, size_t alignment) {
    void *block = 0;
    if (alignment < sizeof(void *)) alignment = sizeof(void *);
    return posix_memalign(&block, alignment, size) ? 0 : block;
}

static inline void _mm_free(void *block) { free(block); }
#endif
