//! Web fonts unpacked and packed by WOFF2 and Brotli behind a fence.
//!
//! ```no_run
//! let pool = fenced_woff2::pool()?;
//! let font = fenced_woff2::decode(&pool, &std::fs::read("font.woff2")?, 30 << 20)?;
//! std::fs::write("font.ttf", font)?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! The library is C++; `shim.cpp` gives its two functions names and types of C, and their contracts do the rest.
#![forbid(unsafe_code)]

use ringfence::{Fault, Limits, Pool};

pub use interface::woff2::Woff2;
use interface::woff2::Woff2Calls as _;

mod interface {
    //! The functions of `shim.cpp`.

    #[ringfence::library("woff2")]
    #[allow(missing_docs, reason = "shim.cpp shows what they do")]
    pub mod woff2 {
        use std::ffi::c_int;

        /// Larger ones would not fit beside their source.
        const LARGEST: usize = 128 << 20;

        extern "C" {
            #[link_name = "woff2_decode"]
            #[status(ok = 1..=LARGEST)]
            pub fn decode(
                #[out(len = capacity, written = result)] out: *mut u8,
                capacity: usize,
                #[input(len = length)] file: *const u8,
                length: usize,
            ) -> usize;
            #[link_name = "woff2_encode"]
            #[status(ok = 1..=LARGEST)]
            pub fn encode(
                #[out(len = capacity, written = result)] out: *mut u8,
                capacity: usize,
                #[input(len = length)] font: *const u8,
                length: usize,
                quality: c_int,
            ) -> usize;
        }
    }
}

/// Instances of the library.
///
/// # Errors
///
/// Those of [`Pool::new`].
pub fn pool() -> Result<Pool<Woff2>, Fault> {
    Pool::new(Limits::default())
}

/// Unpacks a web font to at most `most` bytes of an ordinary one.
///
/// # Errors
///
/// [`Refused`](ringfence::FaultKind::Refused) for a file that is damaged or larger; WOFF2 does not say which.
pub fn decode(pool: &Pool<Woff2>, file: &[u8], most: usize) -> Result<Vec<u8>, Fault> {
    pool.scope(|woff2| woff2.decode(most, file))
}

/// Packs a font, with more effort the higher the `quality`: 0 to 11.
///
/// # Errors
///
/// [`Refused`](ringfence::FaultKind::Refused) for what is no font.
pub fn encode(pool: &Pool<Woff2>, font: &[u8], quality: i32) -> Result<Vec<u8>, Fault> {
    // What the library itself allows: the font and a little.
    pool.scope(|woff2| woff2.encode(font.len() + 4096, font, quality.clamp(0, 11)))
}
