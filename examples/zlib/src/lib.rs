//! zlib behind a fence.
//!
//! Whole buffers are a contract; streams are [`Read`](std::io::Read) and [`Write`](std::io::Write).
//!
//! ```no_run
//! use std::io::{Read as _, Write as _};
//!
//! use fenced_zlib::{Decoder, Encoder, Format};
//!
//! let pool = fenced_zlib::pool()?;
//! let mut file = Encoder::new(&pool, std::fs::File::create("log.gz")?, Format::Gzip, 6)?;
//! file.write_all(b"a line\n")?;
//! file.finish()?;
//!
//! let mut text = String::new();
//! Decoder::new(&pool, std::fs::File::open("log.gz")?, Format::Gzip)?.take(1 << 20).read_to_string(&mut text)?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
#![forbid(unsafe_code)]

mod decoder;
mod encoder;
mod interface;
mod stream;

use ringfence::{Fault, Limits, Pool};

pub use decoder::Decoder;
pub use encoder::Encoder;
pub use interface::zlib::Zlib;
use interface::zlib::ZlibCalls as _;

/// What surrounds compressed data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// The header and checksum of RFC 1950.
    Zlib,
    /// Those of gzip, RFC 1952.
    Gzip,
    /// Nothing: RFC 1951 alone.
    Raw,
}

impl Format {
    /// The format as zlib's functions are told.
    fn window_bits(self) -> i32 {
        match self {
            Self::Zlib => 15,
            Self::Gzip => 15 + 16,
            Self::Raw => -15,
        }
    }
}

/// Instances of the library.
///
/// # Errors
///
/// Those of [`Pool::new`].
pub fn pool() -> Result<Pool<Zlib>, Fault> {
    Pool::new(Limits::default())
}

/// Compresses `bytes` in the zlib format. Levels are 0 to 9, and -1 for zlib's choice.
///
/// # Errors
///
/// When there is no such level, or the library misbehaves or reaches a limit.
pub fn compress(pool: &Pool<Zlib>, bytes: &[u8], level: i32) -> Result<Vec<u8>, Fault> {
    pool.scope(|z| {
        let room = z.compress_bound(bytes.len() as u64)?;
        z.compress2(room as usize, bytes, level)
    })
}

/// Decompresses a zlib stream to at most `most` bytes.
///
/// # Errors
///
/// [`Refused`](ringfence::FaultKind::Refused) with zlib's words for a stream that is damaged or longer.
pub fn decompress(pool: &Pool<Zlib>, stream: &[u8], most: usize) -> Result<Vec<u8>, Fault> {
    pool.scope(|z| z.uncompress(most, stream))
}
