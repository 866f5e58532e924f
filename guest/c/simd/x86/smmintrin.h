/* SSE4.1, by SIMDe. */
#include <tmmintrin.h>
#include <simde/x86/sse4.1.h>
