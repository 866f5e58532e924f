//! WebP files, decoded by libwebp behind a fence: lossy, lossless, and with an alpha channel.
//!
//! ```no_run
//! let pool = fenced_libwebp::pool()?;
//! match fenced_libwebp::decode(&pool, &std::fs::read("picture.webp")?)? {
//!     Ok(picture) => println!("{} × {}", picture.width, picture.height),
//!     Err(refusal) => println!("{refusal}"),
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! libwebp says how large a picture is before it decodes it, so the memory for the pixels is the caller's, and has a
//! size that was verified.
#![forbid(unsafe_code)]

mod interface;

use std::fmt;

use ringfence::{Fault, GuestPtr, Limits, Pool, Scope, inert, verify};

pub use interface::webp::Webp;
use interface::webp::{
    BufferFields as _, Config, ConfigFields as _, Features, FeaturesFields as _, PlanesFields as _,
    RgbaFields as _, Status, WebpCalls as _,
};

/// Edge of the largest still that the format has, and of the largest animation.
const EDGE: u32 = 16_384;
const CANVAS: i32 = 1 << 24;

/// `WEBP_DECODER_ABI_VERSION` and `MODE_RGBA` of the header.
const ABI: i32 = 0x0210;
const RGBA: i32 = 1;

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

/// What a file says of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Info {
    /// Pixels in a row.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// Whether pixels can be transparent.
    pub alpha: bool,
    /// Whether there is more than one frame.
    pub animation: bool,
}

/// Why there is no picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// libwebp found something that no WebP file has.
    Damaged,
    /// The file ends too early.
    Truncated,
    /// libwebp knows what it is and has no code for it.
    Unsupported,
    /// An animation; only stills are decoded here.
    Animation,
    /// No still has so many pixels in a row or so many rows.
    TooLarge,
    /// More memory was needed than the limit allows.
    OutOfMemory,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Damaged => "bitstream error",
            Self::Truncated => "not enough data",
            Self::Unsupported => "unsupported feature",
            Self::Animation => "an animation, not a still",
            Self::TooLarge => "larger than a still can be",
            Self::OutOfMemory => "out of memory",
        })
    }
}

impl std::error::Error for Refusal {}

/// Instances of the library, a fresh one for each file unless the pool's lifecycle says otherwise.
///
/// # Errors
///
/// Those of [`Pool::new`].
pub fn pool() -> Result<Pool<Webp>, Fault> {
    Pool::new(Limits::default())
}

/// Reads the header of a file. Its first 64 bytes are nearly always enough.
///
/// # Errors
///
/// When the library misbehaves or a limit is reached.
pub fn info(pool: &Pool<Webp>, file: &[u8]) -> Result<Result<Info, Refusal>, Fault> {
    pool.scope(|webp| {
        let features = webp.alloc::<Features>()?;
        let input = webp.copy_in(file)?;
        let status = webp.get_features(input.ptr(), input.len(), features, ABI)?;
        match refusal(verify!(status, valid)?) {
            Some(refusal) => Ok(Err(refusal)),
            None => features_of(webp, features).map(Ok),
        }
    })
}

/// Decodes a file. The inner result is libwebp's own verdict.
///
/// # Errors
///
/// When the library misbehaves or a limit is reached.
pub fn decode(pool: &Pool<Webp>, file: &[u8]) -> Result<Result<Picture, Refusal>, Fault> {
    pool.scope(|webp| picture(webp, file))
}

fn features_of<'id>(webp: &mut Scope<'id, Webp>, features: GuestPtr<'id, Features>) -> Result<Info, Fault> {
    Ok(Info {
        width: verify!(webp.read(features.width())?, in 1..=CANVAS)?.unsigned_abs(),
        height: verify!(webp.read(features.height())?, in 1..=CANVAS)?.unsigned_abs(),
        alpha: verify!(webp.read(features.has_alpha())?, in 0..=1)? == 1,
        animation: verify!(webp.read(features.has_animation())?, in 0..=1)? == 1,
    })
}

fn picture(webp: &mut Scope<'_, Webp>, file: &[u8]) -> Result<Result<Picture, Refusal>, Fault> {
    let config = webp.alloc::<Config>()?;
    verify!(webp.init_config(config, ABI)?, in 1..=1)?;
    let input = webp.copy_in(file)?;
    let status = webp.get_features(input.ptr(), input.len(), config.input(), ABI)?;
    if let Some(refusal) = refusal(verify!(status, valid)?) {
        return Ok(Err(refusal));
    }
    let Info { width, height, animation, .. } = features_of(webp, config.input())?;
    if animation {
        return Ok(Err(Refusal::Animation));
    }
    if width > EDGE || height > EDGE {
        return Ok(Err(Refusal::TooLarge));
    }
    let pixels = webp.alloc_slice::<u8>(width as usize * height as usize * 4)?;
    let output = config.output();
    webp.write(output.colorspace(), RGBA)?;
    webp.write(output.is_external_memory(), 1)?;
    let planes = output.u().rgba();
    webp.write(planes.rgba(), pixels.ptr())?;
    webp.write(planes.stride(), width.cast_signed() * 4)?;
    webp.write(planes.size(), pixels.len())?;
    let status = webp.decode(input.ptr(), input.len(), config)?;
    if let Some(refusal) = refusal(verify!(status, valid)?) {
        return Ok(Err(refusal));
    }
    Ok(Ok(Picture { width, height, rgba: inert!(webp.read_slice(pixels)?) }))
}

/// Nothing, when all is well.
fn refusal(status: Status) -> Option<Refusal> {
    match status {
        Status::Ok => None,
        Status::OutOfMemory => Some(Refusal::OutOfMemory),
        Status::InvalidParam | Status::BitstreamError | Status::UserAbort => Some(Refusal::Damaged),
        Status::UnsupportedFeature => Some(Refusal::Unsupported),
        Status::Suspended | Status::NotEnoughData => Some(Refusal::Truncated),
    }
}
