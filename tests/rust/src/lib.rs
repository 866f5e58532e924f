//! The host's side of the guest.
#![forbid(unsafe_code)]

/// What the guest exports.
#[ringfence::library("guest", rust)]
pub mod guest {}

/// What the build helper wrote about it.
pub const RECORD: &str = include_str!(concat!(env!("OUT_DIR"), "/guest/ringfence.json"));
