/* Pictures to pixels by stb_image, without its loops for one processor. */
#include "workloads.h"

#define STBI_NO_SIMD
#define STB_IMAGE_STATIC
#define STB_IMAGE_IMPLEMENTATION
#include "stb_image.c"

uint32_t workload_picture(const uint8_t *input, uint32_t length, uint8_t *output, uint32_t room) {
  int width, height, channels;
  stbi_uc *pixels = stbi_load_from_memory(input, (int)length, &width, &height, &channels, 3);
  uint32_t bytes = (uint32_t)width * (uint32_t)height * 3;
  if (!pixels || bytes > room) __builtin_trap();
  memcpy(output, pixels, bytes);
  stbi_image_free(pixels);
  return bytes;
}
