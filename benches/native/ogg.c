// What the fenced wrapper does with libogg: pages are taken out of the bytes, and packets out of the pages.
#include <ogg/ogg.h>
#include <stdint.h>
#include <string.h>

enum { PIECE = 8192 };

typedef void emit_fn(void *user, int serial, const ogg_packet *packet);

// For files of one stream. Returns how many packets there were.
size_t native_ogg(const uint8_t *bytes, size_t length, emit_fn *emit, void *user) {
    ogg_sync_state sync;
    ogg_stream_state stream;
    ogg_page page;
    ogg_packet packet;
    size_t packets = 0;
    int begun = 0;
    ogg_sync_init(&sync);
    while (length > 0) {
        size_t piece = length < PIECE ? length : PIECE;
        memcpy(ogg_sync_buffer(&sync, (long)piece), bytes, piece);
        ogg_sync_wrote(&sync, (long)piece);
        bytes += piece;
        length -= piece;
        for (int status; (status = ogg_sync_pageout(&sync, &page)) != 0;) {
            if (status < 0) continue;
            if (!begun) ogg_stream_init(&stream, ogg_page_serialno(&page));
            begun = 1;
            if (ogg_stream_pagein(&stream, &page) != 0) continue;
            while ((status = ogg_stream_packetout(&stream, &packet)) != 0) {
                if (status < 0) continue;
                emit(user, ogg_page_serialno(&page), &packet);
                packets++;
            }
        }
    }
    if (begun) ogg_stream_clear(&stream);
    ogg_sync_clear(&sync);
    return packets;
}
