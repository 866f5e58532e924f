//! A crate with a memory bug, fenced: the bug stays, and stays inside.
#![forbid(unsafe_code)]

use ringfence::{Fault, Pool, verify};

/// The function that the guest exports.
#[ringfence::library("smallvec", rust)]
pub mod smallvec {}

pub use smallvec::Smallvec;
use smallvec::SmallvecCalls as _;

/// Inserts the numbers below `count` before the last of `list`. The result is what was asked for, or an error.
///
/// # Errors
///
/// A fault: the guest trapped, panicked, or gave a list that is not the one asked for.
pub fn insert(pool: &Pool<Smallvec>, list: &[u32], count: u32) -> Result<Vec<u32>, Fault> {
    let (before, last) = list.split_at(list.len().saturating_sub(1));
    let expected = || before.iter().copied().chain(0..count).chain(last.iter().copied());
    pool.scope(|s| verify!(s.insert(list, count)?, |found| expected().eq(found.iter().copied())))
}
