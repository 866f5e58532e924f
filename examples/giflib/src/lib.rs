//! GIF files, decoded by giflib behind a fence.
//!
//! ```no_run
//! let pool = fenced_giflib::pool()?;
//! let picture = fenced_giflib::decode(&pool, &std::fs::read("picture.gif")?)?;
//! println!("{} × {}, {} frames", picture.width, picture.height, picture.frames);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! giflib reads through a function of the caller's, here a closure over the file's bytes, and leaves a graph of structs:
//! frames, their places, colour maps, pixels. Every pointer and number of it is the library's word and is verified on
//! the way through.
#![forbid(unsafe_code)]

mod frame;
mod interface;

use ringfence::{Fault, GuestPtr, Limits, Pool, Scope, Tainted, verify};

pub use interface::gif::Gif;
use interface::gif::{GifCalls as _, GifFileType, GifFileTypeFields as _, InputFunc};

/// Most pixels of a picture.
const AREA: i32 = 1 << 26;

/// What the format has room for.
const EDGE: i32 = 65_535;

/// `GIF_OK`.
const OK: i32 = 1;

/// The first frame of a file, on its canvas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Pixels in a row.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// Four bytes for each pixel, top row first. What the frame leaves free is transparent.
    pub rgba: Vec<u8>,
    /// How many frames the file has.
    pub frames: u32,
}

/// Instances of the library.
///
/// # Errors
///
/// Those of [`Pool::new`].
pub fn pool() -> Result<Pool<Gif>, Fault> {
    Pool::new(Limits::default())
}

/// Decodes a file.
///
/// # Errors
///
/// [`Refused`](ringfence::FaultKind::Refused), with giflib's own words, for a file that it would not have; others when the
/// library misbehaves or a limit is reached.
pub fn decode(pool: &Pool<Gif>, file: &[u8]) -> Result<Picture, Fault> {
    // A refusal is no reason to drop the instance, so it comes out of the scope as a value.
    pool.scope(|gif| read(gif, file))?
}

fn read(gif: &mut Scope<'_, Gif>, bytes: &[u8]) -> Result<Result<Picture, Fault>, Fault> {
    let mut rest = bytes;
    gif.lend(
        InputFunc,
        |gif, (_, buffer, length)| {
            let length = verify!(length, in 0..=i32::MAX)?;
            let (now, later) = rest.split_at(rest.len().min(length as usize));
            rest = later;
            let buffer = gif.slice(buffer, now.len())?;
            gif.write_slice(buffer, now)?;
            Ok(now.len() as i32)
        },
        |gif, read| {
            let error = gif.alloc::<i32>()?;
            let file = gif.open(GuestPtr::NULL, read, error)?;
            if file.is_null() {
                let code = gif.read(error)?;
                return refusal(gif, code).map(Err);
            }
            let slurped = gif.slurp(file)?;
            let picture = match verify!(slurped, in 0..=OK)? {
                OK => picture(gif, file).map(Ok),
                _ => gif.read(file.error()).and_then(|code| refusal(gif, code)).map(Err),
            }?;
            let closed = gif.close(file, GuestPtr::NULL)?;
            verify!(closed, in 0..=OK)?;
            Ok(picture)
        },
    )
}

/// The first frame on an empty canvas.
fn picture<'id>(gif: &mut Scope<'id, Gif>, file: GuestPtr<'id, GifFileType>) -> Result<Picture, Fault> {
    let width = verify!(gif.read(file.width())?, in 1..=EDGE)?;
    let height = verify!(gif.read(file.height())?, in 1..=AREA / width)?;
    let frames = verify!(gif.read(file.image_count())?, in 1..)?;
    let frame = frame::first(gif, file)?;
    let mut rgba = vec![0; width as usize * height as usize * 4];
    for (y, row) in rgba.chunks_exact_mut(width as usize * 4).enumerate() {
        frame.draw_row(y, row);
    }
    Ok(Picture { width: width as u32, height: height as u32, rgba, frames: frames as u32 })
}

/// giflib's words for a file that it would not have.
fn refusal(gif: &mut Scope<'_, Gif>, code: Tainted<i32>) -> Result<Fault, Fault> {
    let code = verify!(code, in 0..=200)?;
    let text = gif.error_string(code)?;
    if text.is_null() {
        return Ok(Fault::refused(code, None));
    }
    let text = verify!(gif.c_str(text, 128)?, utf8)?;
    Ok(Fault::refused(code, Some(&text)))
}
