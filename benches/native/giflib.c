// What the fenced wrapper does with giflib: the first frame of a file in memory, on an empty canvas.
#include <gif_lib.h>
#include <stdint.h>
#include <string.h>

struct rest {
    const uint8_t *bytes;
    size_t length;
};

static int take(GifFileType *file, GifByteType *to, int length) {
    struct rest *rest = file->UserData;
    size_t now = (size_t)length < rest->length ? (size_t)length : rest->length;
    memcpy(to, rest->bytes, now);
    rest->bytes += now;
    rest->length -= now;
    return (int)now;
}

static void draw(GifFileType *file, uint8_t *rgba) {
    SavedImage *frame = file->SavedImages;
    ColorMapObject *map = frame->ImageDesc.ColorMap ? frame->ImageDesc.ColorMap : file->SColorMap;
    GraphicsControlBlock block = {.TransparentColor = NO_TRANSPARENT_COLOR};
    DGifSavedExtensionToGCB(file, 0, &block);
    const GifByteType *index = frame->RasterBits;
    for (int y = 0; y < frame->ImageDesc.Height; y++) {
        uint8_t *row = rgba + 4 * ((size_t)(frame->ImageDesc.Top + y) * file->SWidth + frame->ImageDesc.Left);
        for (int x = 0; x < frame->ImageDesc.Width; x++, index++) {
            if (*index == block.TransparentColor) continue;
            GifColorType colour = map->Colors[*index];
            row[4 * x] = colour.Red;
            row[4 * x + 1] = colour.Green;
            row[4 * x + 2] = colour.Blue;
            row[4 * x + 3] = 255;
        }
    }
}

// `rgba` has room for the picture, which the frame does not leave, and is empty. Returns whether all went well.
int native_gif(const uint8_t *bytes, size_t length, uint8_t *rgba) {
    struct rest rest = {bytes, length};
    int error;
    GifFileType *file = DGifOpen(&rest, take, &error);
    if (!file) return 0;
    int good = DGifSlurp(file) == GIF_OK;
    if (good) draw(file, rgba);
    DGifCloseFile(file, &error);
    return good;
}
