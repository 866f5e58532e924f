//! PNG files, decoded by libpng and zlib behind a fence.
//!
//! ```no_run
//! let pool = fenced_libpng::pool()?;
//! match fenced_libpng::decode(&pool, &std::fs::read("picture.png")?)? {
//!     Ok(picture) => println!("{} × {}", picture.width, picture.height),
//!     Err(refusal) => println!("{refusal}"),
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! libpng reports an error by `longjmp` to where it was called, cleans up there, and leaves a message. All of that
//! happens inside, in unmodified code, so a file that is wrong costs no instance.
#![forbid(unsafe_code)]

mod interface;

use std::fmt;

use ringfence::{Fault, GuestPtr, Limits, Pool, Scope, inert, verify};

pub use interface::png::Png;
use interface::png::{
    PNG_FORMAT_FLAG_ALPHA, PNG_FORMAT_FLAG_COLOR, PNG_FORMAT_RGBA, PNG_IMAGE_VERSION, PngCalls as _,
    PngImageFields as _, png_image,
};

/// Edge of the largest picture.
const EDGE: u32 = 16_384;

/// `PNG_IMAGE_FLAG_16BIT_sRGB`: sixteen bits alone do not make a file linear, which is what libpng takes them for.
const SRGB: u32 = 4;

/// A decoded file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Pixels in a row.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// Four bytes for each pixel, top row first.
    pub rgba: Vec<u8>,
}

/// Why libpng would not have a file, in its own words: text to show, nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal(pub String);

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not a picture: {}", self.0)
    }
}

impl std::error::Error for Refusal {}

/// What a file says of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Info {
    /// Pixels in a row.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// Whether there are colours, or only greys.
    pub color: bool,
    /// Whether pixels can be transparent.
    pub alpha: bool,
}

/// Instances of the library, a fresh one for each file unless the pool's lifecycle says otherwise.
///
/// # Errors
///
/// Those of [`Pool::new`].
pub fn pool() -> Result<Pool<Png>, Fault> {
    Pool::new(Limits::default())
}

/// Reads what stands before the pixels. The inner result is libpng's own verdict.
///
/// # Errors
///
/// When the library misbehaves or a limit is reached.
pub fn info(pool: &Pool<Png>, file: &[u8]) -> Result<Result<Info, Refusal>, Fault> {
    pool.scope(|png| begin(png, file).map(|begun| begun.map(|(_, info)| info)))
}

/// Decodes a file. The inner result is libpng's own verdict.
///
/// # Errors
///
/// When the library misbehaves or a limit is reached.
pub fn decode(pool: &Pool<Png>, file: &[u8]) -> Result<Result<Picture, Refusal>, Fault> {
    pool.scope(|png| picture(png, file))
}

/// Has libpng read the head of a file.
fn begin<'id>(
    png: &mut Scope<'id, Png>,
    file: &[u8],
) -> Result<Result<(GuestPtr<'id, png_image>, Info), Refusal>, Fault> {
    let image = png.alloc::<png_image>()?;
    png.write(image.version(), PNG_IMAGE_VERSION as u32)?;
    // libpng keeps the pointer for the next call; memory of the scope lives that long.
    let input = png.copy_in(file)?;
    let begun = png.png_image_begin_read_from_memory(image, input.ptr().cast(), input.len())?;
    if verify!(begun, in 0..=1)? == 0 {
        return refusal(png, image).map(Err);
    }
    let format = verify!(png.read(image.format())?, in 0..=0xff)?;
    let info = Info {
        width: verify!(png.read(image.width())?, in 1..=EDGE)?,
        height: verify!(png.read(image.height())?, in 1..=EDGE)?,
        color: format & PNG_FORMAT_FLAG_COLOR != 0,
        alpha: format & PNG_FORMAT_FLAG_ALPHA != 0,
    };
    Ok(Ok((image, info)))
}

fn picture(png: &mut Scope<'_, Png>, file: &[u8]) -> Result<Result<Picture, Refusal>, Fault> {
    let (image, Info { width, height, .. }) = match begin(png, file)? {
        Ok(begun) => begun,
        Err(refusal) => return Ok(Err(refusal)),
    };
    png.write(image.format(), PNG_FORMAT_RGBA)?;
    png.write(image.flags(), SRGB)?;
    let pixels = png.alloc_slice::<u8>(width as usize * height as usize * 4)?;
    let finished =
        png.png_image_finish_read(image, GuestPtr::NULL, pixels.ptr().cast(), 0, GuestPtr::NULL)?;
    if verify!(finished, in 0..=1)? == 0 {
        return refusal(png, image).map(Err);
    }
    Ok(Ok(Picture { width, height, rgba: inert!(png.read_slice(pixels)?) }))
}

fn refusal<'id>(png: &mut Scope<'id, Png>, image: GuestPtr<'id, png_image>) -> Result<Refusal, Fault> {
    let message = png.c_str(image.message().cast::<std::ffi::c_char>(), 64)?;
    verify!(message, |text| text.to_bytes().iter().all(|byte| matches!(byte, b' '..=b'~')))
        .map(|text| Refusal(text.to_string_lossy().into_owned()))
}
