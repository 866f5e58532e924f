/* A JPEG to pixels by libjpeg-turbo's C code. */
#include "workloads.h"

#include <stdio.h>

#include "jpeglib.h"

static void fail(j_common_ptr jpeg) {
  (void)jpeg;
  __builtin_trap();
}
static void nothing(j_decompress_ptr jpeg) { (void)jpeg; }
static boolean none(j_decompress_ptr jpeg) { fail((j_common_ptr)jpeg); return FALSE; }
static void skip(j_decompress_ptr jpeg, long bytes) {
  if (bytes <= 0) return;
  if ((size_t)bytes > jpeg->src->bytes_in_buffer) fail((j_common_ptr)jpeg);
  jpeg->src->next_input_byte += bytes;
  jpeg->src->bytes_in_buffer -= (size_t)bytes;
}

uint32_t workload_jpeg(const uint8_t *input, uint32_t length, uint8_t *output, uint32_t room) {
  struct jpeg_error_mgr errors;
  struct jpeg_source_mgr source = {.next_input_byte = input,
                                   .bytes_in_buffer = length,
                                   .init_source = nothing,
                                   .fill_input_buffer = none,
                                   .skip_input_data = skip,
                                   .resync_to_restart = jpeg_resync_to_restart,
                                   .term_source = nothing};
  struct jpeg_decompress_struct jpeg;
  jpeg.err = jpeg_std_error(&errors);
  errors.error_exit = fail;
  jpeg_create_decompress(&jpeg);
  jpeg.src = &source;
  jpeg_read_header(&jpeg, TRUE);
  jpeg_start_decompress(&jpeg);
  size_t stride = (size_t)jpeg.output_width * jpeg.output_components;
  uint32_t bytes = (uint32_t)(stride * jpeg.output_height);
  if (bytes > room) fail((j_common_ptr)&jpeg);
  while (jpeg.output_scanline < jpeg.output_height) {
    JSAMPROW row = output + stride * jpeg.output_scanline;
    jpeg_read_scanlines(&jpeg, &row, 1);
  }
  jpeg_finish_decompress(&jpeg);
  jpeg_destroy_decompress(&jpeg);
  return bytes;
}
