// The two conversions as C functions: how many bytes were written, or 0.
#include <woff2/decode.h>
#include <woff2/encode.h>

extern "C" {

size_t woff2_decode(uint8_t *out, size_t capacity, const uint8_t *file, size_t length) {
    woff2::WOFF2MemoryOut memory(out, capacity);
    return woff2::ConvertWOFF2ToTTF(file, length, &memory) ? memory.Size() : 0;
}

size_t woff2_encode(uint8_t *out, size_t capacity, const uint8_t *font, size_t length, int quality) {
    woff2::WOFF2Params parameters;
    parameters.brotli_quality = quality;
    size_t written = capacity;
    return woff2::ConvertTTFToWOFF2(font, length, out, &written, parameters) ? written : 0;
}

}
