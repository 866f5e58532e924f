//! tally behind a fence.
#![forbid(unsafe_code)]

mod interface;

use ringfence::{Fault, Pool, verify};

pub use interface::tally;
use interface::tally::{Tally, TallyCalls as _};

/// What `tally_version` says.
///
/// # Errors
///
/// When the library misbehaves or reaches a limit.
pub fn version(pool: &Pool<Tally>) -> Result<String, Fault> {
    pool.scope(|s| {
        let text = s.tally_version()?;
        verify!(s.c_str(text, 256)?, utf8)
    })
}
