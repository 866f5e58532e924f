/* SSE3, by SIMDe. */
#include <emmintrin.h>
#include <simde/x86/sse3.h>
