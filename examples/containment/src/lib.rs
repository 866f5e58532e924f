//! Four published bugs that corrupt memory: what they do to a process, and what they do behind a fence.
//!
//! Each [`Case`] has a file that triggers its bug, made by [`input`], and one that is harmless. Both go to the same C
//! function, once in a process without a fence, once with AddressSanitizer, and once fenced in this process.
#![forbid(unsafe_code)]

mod canary;
mod case;
mod fenced;
pub mod input;
pub mod native;
mod report;

pub use self::case::{Answer, CASES, Case, Fenced};
pub use self::report::{Row, table};
