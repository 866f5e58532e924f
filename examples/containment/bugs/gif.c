/* Every frame of a GIF, with stb_image 2.28: width times height, and how many frames. */
#include "handle.h"

#define STB_IMAGE_IMPLEMENTATION
#define STBI_NO_STDIO
#define STBI_ONLY_GIF
#include "stb_image.c"

int handle(const uint8_t *data, size_t size, uint32_t *first, uint32_t *second) {
    int *delays = NULL;
    int width, height, frames, channels;
    stbi_uc *pixels =
        stbi_load_gif_from_memory(data, (int)size, &delays, &width, &height, &frames, &channels, 4);
    if (pixels == NULL) return 0;
    *first = (uint32_t)width * (uint32_t)height;
    *second = (uint32_t)frames;
    stbi_image_free(pixels);
    stbi_image_free(delays);
    return 1;
}
