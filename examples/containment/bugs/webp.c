/* The pixels of a WebP file, with libwebp 1.3.1: width times height, and the first pixel's alpha. */
#include "handle.h"

#include "src/webp/decode.h"

int handle(const uint8_t *data, size_t size, uint32_t *first, uint32_t *second) {
    int width, height;
    uint8_t *pixels = WebPDecodeRGBA(data, size, &width, &height);
    if (pixels == NULL) return 0;
    *first = (uint32_t)width * (uint32_t)height;
    *second = pixels[3];
    WebPFree(pixels);
    return 1;
}
