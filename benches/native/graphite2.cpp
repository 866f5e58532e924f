// What the fenced wrapper does with Graphite: a font in memory is loaded, a text shaped, and its glyphs listed.
#include <graphite2/Font.h>
#include <graphite2/Segment.h>
#include <stdint.h>

namespace {

struct Bytes {
    const uint8_t *start;
    size_t length;
};

uint32_t number(const uint8_t *at) { return (uint32_t)at[0] << 24 | at[1] << 16 | at[2] << 8 | at[3]; }

const void *table(const void *handle, unsigned int name, size_t *length) {
    const Bytes *font = static_cast<const Bytes *>(handle);
    unsigned count = font->start[4] << 8 | font->start[5];
    for (const uint8_t *entry = font->start + 12; count > 0; entry += 16, count--) {
        if (number(entry) != name || number(entry + 12) == 0) continue;
        if (length) *length = number(entry + 12);
        return font->start + number(entry + 8);
    }
    return nullptr;
}

}

extern "C" {

struct native_glyph {
    uint64_t character;
    float x, y;
    uint16_t id;
};

// How many glyphs were written, at most `capacity`.
size_t native_shape(const uint8_t *bytes, size_t length, const uint32_t *text, size_t characters, float size,
                    native_glyph *glyphs, size_t capacity, float *advance) {
    Bytes bytes_of_font = {bytes, length};
    gr_face_ops ops = {sizeof(gr_face_ops), table, nullptr};
    gr_face *face = gr_make_face_with_ops(&bytes_of_font, &ops, gr_face_preloadAll);
    if (!face) return 0;
    gr_font *font = gr_make_font(size, face);
    gr_segment *segment = gr_make_seg(font, face, 0, nullptr, gr_utf32, text, characters, 0);
    size_t count = 0;
    *advance = gr_seg_advance_X(segment);
    const gr_slot *slot = gr_seg_first_slot(segment);
    for (; slot && count < capacity; slot = gr_slot_next_in_segment(slot), count++) {
        glyphs[count].id = gr_slot_gid(slot);
        glyphs[count].x = gr_slot_origin_X(slot);
        glyphs[count].y = gr_slot_origin_Y(slot);
        glyphs[count].character = gr_slot_original(slot);
    }
    gr_seg_destroy(segment);
    gr_font_destroy(font);
    gr_face_destroy(face);
    return count;
}

}
