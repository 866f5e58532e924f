/* A gzip file that arrives in pieces, with zlib 1.2.11: bytes of content, and of the header's extra field. */
#include "handle.h"

#include "zlib.h"

#include <stdlib.h>

enum { PIECE = 1000, EXTRA = 64 };

int handle(const uint8_t *data, size_t size, uint32_t *first, uint32_t *second) {
    uint8_t content[4096];
    z_stream stream = {0};
    gz_header header = {0};
    header.extra = malloc(EXTRA);
    header.extra_max = EXTRA;
    int state = inflateInit2(&stream, 16 + MAX_WBITS);
    if (state == Z_OK) state = inflateGetHeader(&stream, &header);
    *first = 0;
    while (state == Z_OK && size > 0) {
        stream.next_in = (Bytef *)data;
        stream.avail_in = size < PIECE ? (uInt)size : PIECE;
        data += stream.avail_in;
        size -= stream.avail_in;
        do {
            stream.next_out = content;
            stream.avail_out = sizeof content;
            state = inflate(&stream, Z_NO_FLUSH);
            *first += (uint32_t)(sizeof content - stream.avail_out);
        } while (state == Z_OK && stream.avail_out == 0);
        if (state == Z_BUF_ERROR) state = Z_OK;
    }
    inflateEnd(&stream);
    *second = header.extra_len;
    free(header.extra);
    return state == Z_STREAM_END;
}
