//! stb_image, out of the crate `stb_image`.

use std::ffi::c_void;

use ringfence::{Fault, GuestPtr, Scope, inert, verify};

use image::{Images, ImagesCalls as _};

/// Decoding, and what belongs to it.
#[ringfence::library("stb_image", marker = Images)]
pub mod image {
    use std::ffi::{c_char, c_int, c_void};
    extern "C" {
        /// Decodes an image of any known format to four bytes per pixel.
        #[returns(len = x * y * 4, owned, free = stbi_image_free, message = stbi_failure_reason)]
        pub fn stbi_load_from_memory(
            #[input(len = len)] buffer: *const u8,
            len: c_int,
            #[out(in = 1..=16_384)] x: *mut c_int,
            #[out(in = 1..=16_384)] y: *mut c_int,
            #[null] channels: *mut c_int,
            #[constant = 4] desired: c_int,
        ) -> *mut u8;
        /// Why the last image was refused.
        pub fn stbi_failure_reason() -> *const c_char;
        /// Frees what the decoder returned.
        pub fn stbi_image_free(pixels: *mut c_void);
    }
}

/// Width, height and pixels.
pub type Picture = (i32, i32, Vec<u8>);

/// Decodes without the contract.
///
/// # Errors
///
/// A [`Fault`] when the file is no image, or when the decoder misbehaves.
pub fn by_hand(s: &mut Scope<'_, Images>, file: &[u8]) -> Result<Picture, Fault> {
    let input = s.copy_in(file)?;
    let len = i32::try_from(input.len()).map_err(Fault::host)?;
    let (x, y) = (s.alloc()?, s.alloc()?);
    let pixels = s.stbi_load_from_memory_raw(input.ptr(), len, x, y, GuestPtr::NULL, 4)?;
    if pixels.is_null() {
        let reason = s.stbi_failure_reason()?;
        let reason = verify!(s.c_str(reason, 256)?, utf8)?;
        return Err(Fault::host(reason));
    }
    let copied = copy_out(s, x, y, pixels);
    s.stbi_image_free(pixels.cast::<c_void>())?;
    copied
}

/// Apart, so that the pixels are freed in every case.
fn copy_out<'id>(
    s: &mut Scope<'id, Images>,
    x: GuestPtr<'id, i32>,
    y: GuestPtr<'id, i32>,
    pixels: GuestPtr<'id, u8>,
) -> Result<Picture, Fault> {
    let x = verify!(s.read(x)?, in 1..=16_384)?;
    let y = verify!(s.read(y)?, in 1..=16_384)?;
    let rgba = s.slice(pixels, x as usize * y as usize * 4)?;
    Ok((x, y, inert!(s.read_slice(rgba)?)))
}

/// Decodes with the contract.
///
/// # Errors
///
/// As [`by_hand`].
pub fn by_contract(s: &mut Scope<'_, Images>, file: &[u8]) -> Result<Picture, Fault> {
    let image = s.stbi_load_from_memory(file)?;
    Ok((image.x, image.y, image.result))
}
