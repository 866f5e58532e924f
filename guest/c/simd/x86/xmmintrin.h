/* SSE, by SIMDe. */
#ifndef SIMDE_ENABLE_NATIVE_ALIASES
#define SIMDE_ENABLE_NATIVE_ALIASES
#endif
#include <simde/x86/sse.h>
#include <mm_malloc.h>
