//! The interface of stb_image, as its header declares it.
//!
//! The same block, `unsafe` and linked natively, is what one would write without a fence.

pub(crate) use self::stb_image::{StbImage, StbImageCalls};

/// stb_image 2.28: JPEG, PNG, GIF, BMP, TGA, PSD, HDR, PIC and PNM.
#[ringfence::library("stb_image")]
pub(crate) mod stb_image {
    use std::ffi::{c_char, c_int};

    extern "C" {
        /// Decodes the first frame of any format to `desired_channels` bytes per pixel.
        pub fn stbi_load_from_memory(
            buffer: *const u8,
            len: c_int,
            x: *mut c_int,
            y: *mut c_int,
            channels_in_file: *mut c_int,
            desired_channels: c_int,
        ) -> *mut u8;

        /// Decodes all frames of a GIF, one after the other.
        pub fn stbi_load_gif_from_memory(
            buffer: *const u8,
            len: c_int,
            delays: *mut *mut c_int,
            x: *mut c_int,
            y: *mut c_int,
            z: *mut c_int,
            comp: *mut c_int,
            req_comp: c_int,
        ) -> *mut u8;

        /// Why the last function failed, in a few words.
        pub fn stbi_failure_reason() -> *const c_char;
    }
}
