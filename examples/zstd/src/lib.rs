//! Zstandard frames, decompressed behind a fence.
//!
//! The contract says it all: a slice goes in, a `Vec` no longer than the caller allows comes out, and an error has the
//! library's own words.
//!
//! ```no_run
//! # let frame = [];
//! let pool = fenced_zstd::pool()?;
//! let text = fenced_zstd::decompress(&pool, &frame, 1 << 20)?;
//! # Ok::<(), ringfence::Fault>(())
//! ```
#![forbid(unsafe_code)]

use ringfence::{Fault, Limits, Pool};

pub use interface::zstd::Zstd;
use interface::zstd::ZstdCalls as _;

mod interface {
    //! The part of `zstd.h` that is used.

    #[ringfence::library("zstd", header)]
    pub mod zstd {
        /// Results above this are errors: their number is counted down from the largest `size_t`.
        const LARGEST: usize = 0x7fff_ffff;

        extern "C" {
            #[link_name = "ZSTD_decompress"]
            #[status(ok = 0..=LARGEST, message = ZSTD_getErrorName)]
            pub fn decompress(
                #[out(len = capacity, written = result)] dst: *mut u8,
                capacity: usize,
                #[input(len = size)] src: *const u8,
                size: usize,
            ) -> usize;
        }
    }
}

/// Instances of the library.
///
/// # Errors
///
/// Those of [`Pool::new`].
pub fn pool() -> Result<Pool<Zstd>, Fault> {
    Pool::new(Limits::default())
}

/// Decompresses `frame` to at most `most` bytes.
///
/// # Errors
///
/// [`Refused`](ringfence::FaultKind::Refused) with the library's words for a frame that is damaged or larger.
pub fn decompress(pool: &Pool<Zstd>, frame: &[u8], most: usize) -> Result<Vec<u8>, Fault> {
    pool.scope(|zstd| zstd.decompress(most, frame))
}
