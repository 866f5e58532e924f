//! JPEG files, decoded by libjpeg-turbo behind a fence: baseline and progressive, grey, YCbCr, RGB and CMYK.
//!
//! ```no_run
//! let pool = fenced_turbojpeg::pool()?;
//! match fenced_turbojpeg::decode(&pool, &std::fs::read("photo.jpg")?)? {
//!     Ok(picture) => println!("{} × {}", picture.width, picture.height),
//!     Err(refusal) => println!("{refusal}"),
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! A file that libjpeg only warns about, since its end is missing or some of its data makes no sense, is decoded as
//! far as it goes, as every viewer does.
#![forbid(unsafe_code)]

mod interface;

use std::fmt;

use ringfence::{Fault, GuestPtr, GuestSlice, Limits, Owned, Pool, Scope, Tainted, inert, verify};

pub use interface::turbojpeg::TurboJpeg;
use interface::turbojpeg::{Instance, TurboJpegCalls as _};

/// Edge of the largest picture.
const EDGE: i32 = 16_384;

/// Edge of the largest picture that the format has.
const FORMAT: i32 = 65_535;

/// Passes over the picture in one file. Encoders make about ten; ten thousand are an attack.
const SCANS: i32 = 500;

// Names of the header.
const TJINIT_DECOMPRESS: i32 = 1;
const TJPARAM_JPEGWIDTH: i32 = 5;
const TJPARAM_JPEGHEIGHT: i32 = 6;
const TJPARAM_COLORSPACE: i32 = 8;
const TJPARAM_FASTUPSAMPLE: i32 = 9;
const TJPARAM_SCANLIMIT: i32 = 13;
const TJCS_GRAY: i32 = 2;
const TJCS_CMYK: i32 = 3;
const TJPF_GRAY: i32 = 6;
const TJPF_RGBA: i32 = 7;
const TJPF_CMYK: i32 = 11;
const TJERR_FATAL: i32 = 1;

/// A decoded file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Pixels in a row.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// Four bytes for each pixel, top row first. The fourth is 255.
    pub rgba: Vec<u8>,
}

/// A file without its colours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grey {
    /// Pixels in a row.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// One byte for each pixel, top row first.
    pub luma: Vec<u8>,
}

/// What a file says of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Info {
    /// Pixels in a row.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// Whether there are colours, or only greys.
    pub color: bool,
}

/// Why there is no picture, in libjpeg's own words where it has some: text to show, nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal(pub String);

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not a picture: {}", self.0)
    }
}

impl std::error::Error for Refusal {}

/// How colours, of which most files have fewer than pixels, are spread.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Upsampling {
    /// Blended between neighbours.
    #[default]
    Smooth,
    /// Repeated.
    Plain,
}

/// Instances of the library, a fresh one for each file unless the pool's lifecycle says otherwise.
///
/// # Errors
///
/// Those of [`Pool::new`].
pub fn pool() -> Result<Pool<TurboJpeg>, Fault> {
    Pool::new(Limits::default())
}

/// Reads what stands before the pixels. The inner result is libjpeg's own verdict.
///
/// # Errors
///
/// When the library misbehaves or a limit is reached.
pub fn info(pool: &Pool<TurboJpeg>, file: &[u8]) -> Result<Result<Info, Refusal>, Fault> {
    pool.scope(|tj| {
        let opened = open(tj, file, Upsampling::default())?;
        Ok(opened.map(|Opened { width, height, space, .. }| Info {
            width,
            height,
            color: space != TJCS_GRAY,
        }))
    })
}

/// Decodes a file. The inner result is libjpeg's own verdict.
///
/// # Errors
///
/// When the library misbehaves or a limit is reached.
pub fn decode(pool: &Pool<TurboJpeg>, file: &[u8]) -> Result<Result<Picture, Refusal>, Fault> {
    decode_with(pool, file, Upsampling::default())
}

/// Decodes a file, with a choice of how colours are spread.
///
/// # Errors
///
/// Those of [`decode`].
pub fn decode_with(
    pool: &Pool<TurboJpeg>,
    file: &[u8],
    upsampling: Upsampling,
) -> Result<Result<Picture, Refusal>, Fault> {
    pool.scope(|tj| {
        let opened = match open(tj, file, upsampling)? {
            Ok(opened) => opened,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let Opened { width, height, space, .. } = opened;
        let four_inks = space >= TJCS_CMYK;
        let format = if four_inks { TJPF_CMYK } else { TJPF_RGBA };
        Ok(pixels(tj, &opened, format, 4)?.map(|mut rgba| {
            if four_inks {
                rgba.as_chunks_mut().0.iter_mut().for_each(to_rgba);
            }
            Picture { width, height, rgba }
        }))
    })
}

/// Decodes the brightness of a file and leaves its colours alone. Files of RGB and of four inks are refused.
///
/// # Errors
///
/// Those of [`decode`].
pub fn decode_grey(pool: &Pool<TurboJpeg>, file: &[u8]) -> Result<Result<Grey, Refusal>, Fault> {
    pool.scope(|tj| {
        let opened = match open(tj, file, Upsampling::default())? {
            Ok(opened) => opened,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let Opened { width, height, .. } = opened;
        Ok(pixels(tj, &opened, TJPF_GRAY, 1)?.map(|luma| Grey { width, height, luma }))
    })
}

/// A file whose header was read.
struct Opened<'id> {
    instance: Owned<'id, Instance>,
    input: GuestSlice<'id, u8>,
    width: u32,
    height: u32,
    /// One of `TJCS_…`.
    space: i32,
}

fn open<'id>(
    tj: &mut Scope<'id, TurboJpeg>,
    file: &[u8],
    upsampling: Upsampling,
) -> Result<Result<Opened<'id>, Refusal>, Fault> {
    let instance = tj.init(TJINIT_DECOMPRESS)?;
    let handle = instance.ptr();
    for (parameter, value) in
        [(TJPARAM_SCANLIMIT, SCANS), (TJPARAM_FASTUPSAMPLE, i32::from(upsampling == Upsampling::Plain))]
    {
        verify!(tj.set(handle, parameter, value)?, in 0..=0)?;
    }
    let input = tj.copy_in(file)?;
    let status = tj.decompress_header(handle, input.ptr(), input.len())?;
    if let Some(refusal) = refusal(tj, handle, status)? {
        return Ok(Err(refusal));
    }
    let width = verify!(tj.get(handle, TJPARAM_JPEGWIDTH)?, in -1..=FORMAT)?;
    let height = verify!(tj.get(handle, TJPARAM_JPEGHEIGHT)?, in -1..=FORMAT)?;
    // The library has no words for these: one is a file of tables for others or the beginning of one, to it.
    if width < 1 || height < 1 {
        return Ok(Err(Refusal("no picture before the end".to_owned())));
    }
    if width > EDGE || height > EDGE {
        return Ok(Err(Refusal(format!("{width} × {height} pixels are too many"))));
    }
    let space = verify!(tj.get(handle, TJPARAM_COLORSPACE)?, in 0..=4)?;
    let (width, height) = (width.unsigned_abs(), height.unsigned_abs());
    Ok(Ok(Opened { instance, input, width, height, space }))
}

fn pixels<'id>(
    tj: &mut Scope<'id, TurboJpeg>,
    file: &Opened<'id>,
    format: i32,
    bytes_per_pixel: usize,
) -> Result<Result<Vec<u8>, Refusal>, Fault> {
    let (handle, input) = (file.instance.ptr(), file.input);
    let pixels = tj.alloc_slice::<u8>(file.width as usize * file.height as usize * bytes_per_pixel)?;
    let status = tj.decompress(handle, input.ptr(), input.len(), pixels.ptr(), 0, format)?;
    match refusal(tj, handle, status)? {
        Some(refusal) => Ok(Err(refusal)),
        None => Ok(Ok(inert!(tj.read_slice(pixels)?))),
    }
}

/// Cyan, magenta, yellow and black as all programs write them, after Adobe's: 255 is no ink.
fn to_rgba(pixel: &mut [u8; 4]) {
    let [cyan, magenta, yellow, black] = pixel.map(u32::from);
    let light = |ink: u32| u8::try_from((ink * black + 127) / 255).unwrap_or(u8::MAX);
    *pixel = [light(cyan), light(magenta), light(yellow), 255];
}

/// Nothing, when a call went well or libjpeg only warned.
fn refusal<'id>(
    tj: &mut Scope<'id, TurboJpeg>,
    handle: GuestPtr<'id, Instance>,
    status: Tainted<i32>,
) -> Result<Option<Refusal>, Fault> {
    let failed = verify!(status, in -1..=0)? != 0;
    if !failed || verify!(tj.error_code(handle)?, in 0..=1)? != TJERR_FATAL {
        return Ok(None);
    }
    let text = tj.error_text(handle)?;
    let text = tj.c_str(text, 200)?;
    verify!(text, |text| text.to_bytes().iter().all(|byte| matches!(byte, b' '..=b'~')))
        .map(|text| Some(Refusal(text.to_string_lossy().into_owned())))
}
