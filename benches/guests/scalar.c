/* The decoder once more, natively and without the SIMD code that a module does not have either. */
#define STBI_NO_SIMD
#define STB_IMAGE_STATIC
#include "stb_image.c"

unsigned char *scalar_load_from_memory(unsigned char const *buffer, int len, int *x, int *y, int *n, int desired) {
  return stbi_load_from_memory(buffer, len, x, y, n, desired);
}
