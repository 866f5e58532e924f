/* SSE2, by SIMDe. */
#include <xmmintrin.h>
#include <simde/x86/sse2.h>
