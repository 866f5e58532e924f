/* SSSE3, by SIMDe. */
#include <pmmintrin.h>
#include <simde/x86/ssse3.h>
