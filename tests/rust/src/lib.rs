//! The host's side of the guest.
#![forbid(unsafe_code)]

/// What the guest exports.
#[ringfence::library("guest", rust)]
pub mod guest {}

/// What the build helper wrote about it.
pub const RECORD: &str = include_str!(concat!(env!("OUT_DIR"), "/guest/ringfence.json"));

/// The module, with its debug information.
pub const MODULE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/guest/guest.debug.wasm"));
