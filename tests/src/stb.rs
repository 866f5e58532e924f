//! A wrapper of `stb_image`, for the examples in README and book.

/// The functions that the book calls.
#[ringfence::library("stb_image")]
pub mod stb_image {
    use std::ffi::{c_char, c_int, c_void};
    extern "C" {
        /// Decodes an image of any known format.
        pub fn stbi_load_from_memory(
            buffer: *const u8,
            len: c_int,
            x: *mut c_int,
            y: *mut c_int,
            channels: *mut c_int,
            desired: c_int,
        ) -> *mut u8;
        /// Why the last image was refused.
        pub fn stbi_failure_reason() -> *const c_char;
        /// Frees what the decoder returned.
        pub fn stbi_image_free(pixels: *mut c_void);
    }
}
