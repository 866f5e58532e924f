//! Guests written in Rust: their source read for the interface, their crate built by cargo.

mod cargo;
pub(crate) mod compiler;
mod guest;
mod paths;

pub(crate) use cargo::{Job, TARGET_VARIABLE, build, link_arguments, variables};
pub(crate) use compiler::RustCompiler;
pub use compiler::Tried;
pub(crate) use guest::Guest;
