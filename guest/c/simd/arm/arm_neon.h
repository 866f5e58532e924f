/* NEON, by SIMDe. The macro tells libraries that it is there, and would tell SIMDe that the processor is one of Arm. */
#pragma push_macro("__ARM_NEON")
#undef __ARM_NEON
#ifndef SIMDE_ENABLE_NATIVE_ALIASES
#define SIMDE_ENABLE_NATIVE_ALIASES
#endif
#include <simde/arm/neon.h>
#pragma pop_macro("__ARM_NEON")
