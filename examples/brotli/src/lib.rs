//! Brotli streams, decompressed behind a fence.
//!
//! ```no_run
//! use std::io::Read as _;
//!
//! let pool = fenced_brotli::pool()?;
//! let page = fenced_brotli::decompress(&pool, &std::fs::read("page.br")?, 1 << 20)?;
//!
//! let mut text = String::new();
//! let file = std::fs::File::open("book.br")?;
//! fenced_brotli::Decoder::new(&pool, file)?.take(64 << 20).read_to_string(&mut text)?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
#![forbid(unsafe_code)]

mod decoder;
mod interface;

use ringfence::{Fault, Limits, Pool};

pub use decoder::Decoder;
pub use interface::brotli::Brotli;
use interface::brotli::BrotliCalls as _;

/// Instances of the library.
///
/// # Errors
///
/// Those of [`Pool::new`].
pub fn pool() -> Result<Pool<Brotli>, Fault> {
    Pool::new(Limits::default())
}

/// Decompresses a whole stream to at most `most` bytes.
///
/// # Errors
///
/// [`Refused`](ringfence::FaultKind::Refused) for a stream that is damaged or longer.
pub fn decompress(pool: &Pool<Brotli>, stream: &[u8], most: usize) -> Result<Vec<u8>, Fault> {
    pool.scope(|brotli| brotli.decompress(stream, most))
}
