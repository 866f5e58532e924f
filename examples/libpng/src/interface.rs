//! The part of `png.h` that is used: the simplified API.

/// libpng 1.6 with zlib 1.3.
#[ringfence::library("png")]
#[allow(missing_docs, reason = "png.h documents it")]
pub mod png {
    use std::ffi::{c_char, c_int, c_void};

    pub struct PngControl;
    pub struct PngColor;

    #[repr(C)]
    #[c_name = "png_image"]
    pub struct PngImage {
        pub opaque: *mut PngControl,
        pub version: u32,
        pub width: u32,
        pub height: u32,
        pub format: u32,
        pub flags: u32,
        pub colormap_entries: u32,
        pub warning_or_error: u32,
        pub message: [c_char; 64],
    }

    extern "C" {
        pub fn png_image_begin_read_from_memory(
            image: *mut PngImage,
            memory: *const c_void,
            size: usize,
        ) -> c_int;
        pub fn png_image_finish_read(
            image: *mut PngImage,
            background: *const PngColor,
            buffer: *mut c_void,
            row_stride: i32,
            colormap: *mut c_void,
        ) -> c_int;
    }
}
