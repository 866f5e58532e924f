//! stb_image, for the formats that have no library of their own here: the declarations of its header, and what the
//! header says in prose as attributes.

use ringfence::{Fault, Pool, inert};

use self::stb_image::{StbImage, StbImageCalls as _, StbiLoadFromMemory};
use crate::picture::Picture;

/// Bytes per pixel that the decoder is asked for.
const RGBA: usize = 4;

/// Decodes a file of any format, of a GIF its first frame.
pub(crate) fn decode(pool: &Pool<StbImage>, file: &[u8]) -> Result<Picture, Fault> {
    pool.scope(|stb| {
        let StbiLoadFromMemory { result, x, y } = stb.stbi_load_from_memory(file)?;
        // The contract gave plain numbers, small enough that nothing here can overflow.
        let [width, height] = [x, y].map(i32::unsigned_abs);
        let pixels = stb.slice(result, width as usize * height as usize * RGBA)?;
        // Any byte is a valid colour, so there is nothing to verify.
        Ok(Picture { width, height, rgba: inert!(stb.read_slice(pixels)?), frames: 1 })
    })
}

/// stb_image 2.28: JPEG, PNG, GIF, BMP, TGA, PSD, HDR, PIC and PNM.
#[ringfence::library("stb_image")]
pub(crate) mod stb_image {
    use std::ffi::{c_char, c_int};

    /// Edge of the largest image. Four bytes for each of its pixels are as much as memory can be.
    const EDGE: c_int = 16_384;

    extern "C" {
        /// Decodes the first frame of any format to four bytes per pixel.
        #[returns(handle, message = stbi_failure_reason)]
        pub fn stbi_load_from_memory(
            #[input(len = len)] buffer: *const u8,
            len: c_int,
            #[out(in = 1..=EDGE)] x: *mut c_int,
            #[out(in = 1..=EDGE)] y: *mut c_int,
            #[null] channels_in_file: *mut c_int,
            #[constant = 4] desired_channels: c_int,
        ) -> *mut u8;

        /// Why the last function failed, in a few words.
        pub fn stbi_failure_reason() -> *const c_char;
    }
}
