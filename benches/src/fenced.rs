//! The fenced copies.

/// `guests/work.c`.
#[ringfence::library("work")]
pub mod work {
    use std::ffi::c_void;

    /// Called for each step.
    pub type StepFn = Option<unsafe extern "C" fn(user: *mut c_void, n: i32) -> i32>;

    extern "C" {
        /// The sum, wrapping.
        #[batch]
        pub fn work_add(a: i32, b: i32) -> i32;
        /// Traps.
        pub fn work_trap();
        /// Reads where no memory is.
        pub fn work_wild() -> i32;
        /// FNV-1a over the bytes.
        pub fn work_checksum(bytes: *const u8, length: usize) -> u32;
        /// The sum, wrapping.
        pub fn work_sum(words: *const u64, count: usize) -> u64;
        /// Calls `step` with 0 … n − 1 and adds up, wrapping, what it returns.
        pub fn work_each(step: StepFn, user: *mut c_void, n: i32) -> i32;
    }
}

/// `stb_image`, as published in the crate of that name.
#[ringfence::library("stb_image")]
pub mod stb_image {
    use std::ffi::{c_int, c_void};
    extern "C" {
        /// Decodes an image of any known format.
        pub fn stbi_load_from_memory(
            buffer: *const u8,
            len: c_int,
            x: *mut c_int,
            y: *mut c_int,
            channels_in_file: *mut c_int,
            desired_channels: c_int,
        ) -> *mut u8;
        /// Frees what the decoder returned.
        pub fn stbi_image_free(pixels: *mut c_void);
    }
}

use ringfence::{Fault, Scope, verify};
use stb_image::{StbImage, StbImageCalls as _};

/// Decodes to RGBA and gives the sum of all bytes, read in place.
///
/// # Errors
///
/// Any fault of the decoder.
pub fn decode(s: &mut Scope<'_, StbImage>, file: &[u8]) -> Result<u64, Fault> {
    let input = s.copy_in(file)?;
    let (x, y, n) = (s.alloc()?, s.alloc()?, s.alloc()?);
    let length = i32::try_from(file.len()).map_err(Fault::host)?;
    let pixels = s.stbi_load_from_memory(input.ptr(), length, x, y, n, 4)?;
    let width = verify!(s.read(x)?, in 1..=1 << 14)?.unsigned_abs() as usize;
    let height = verify!(s.read(y)?, in 1..=1 << 14)?.unsigned_abs() as usize;
    let pixels = s.slice(pixels, width * height * 4)?;
    let sum = ringfence::inert!(s.view(pixels)?).iter().map(|&byte| u64::from(byte)).sum();
    s.stbi_image_free(pixels.ptr().cast())?;
    Ok(sum)
}
