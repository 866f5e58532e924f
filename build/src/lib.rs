//! For `build.rs`.
#![forbid(unsafe_code)]

mod compile;
mod compiled;
mod context;
mod depfile;
mod environment;
mod error;
mod files;
mod fingerprint;
mod flags;
mod inputs;
mod interface;
mod layout;
mod library;
mod link;
mod module;
mod pipeline;
mod precompile;
mod profile;
mod record;
mod rerun;
mod source;
mod strip;
mod sysroot;
pub mod toolchain;

pub use compiled::Compiled;
pub use environment::Environment;
pub use error::Error;
pub use library::{DEFAULT_STACK_SIZE, Library};
pub use profile::Profile;
pub use ringfence_syntax::manifest::{Limits, Manifest};
