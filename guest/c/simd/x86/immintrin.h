/* Everything for x86 that the fence has: up to SSE4.1, by SIMDe. */
#include <smmintrin.h>
