//! Pinned source archives of C libraries that no crate ships.
//!
//! A package says in its manifest which archive it is made from. The hash decides; everything else says where the
//! archive may be had:
//!
//! ```toml
//! [package.metadata.ringfence.archives.giflib]
//! version = "5.2.1"
//! file = "giflib_5.2.1.orig.tar.gz"
//! sha256 = "31da5562f44c5f15d63340a09a4fd62b48c45620cd302f77a6d9acf0077879bd"
//! debian = "giflib"
//! ```
//!
//! Several may be listed (`[[package.metadata.ringfence.archives.giflib]]`), the preferred one first: distributions
//! pack one version in several ways.
//!
//! [`Archive::of_metadata`] reads the pins, [`Archive::find`] looks for a file, and [`Apt`] has the package manager of
//! Debian and its relatives fetch one. `ringfence-build` does the second, `cargo ringfence fetch` the third.
#![forbid(unsafe_code)]

mod apt;
mod find;
mod pin;
mod sources;

use std::path::{Path, PathBuf};

pub use apt::Apt;
pub use find::{Found, Unfound};
pub use pin::{Archive, Pin};

/// Name of the folder, in cargo's target folder, where archives lie.
pub const FOLDER: &str = "ringfence-archives";

/// The variable that names another folder.
pub const VARIABLE: &str = "RINGFENCE_ARCHIVES";

/// Where archives lie: the folder that [`VARIABLE`] names, else [`FOLDER`] in cargo's target folder.
pub fn store(target: &Path) -> PathBuf {
    let named = std::env::var_os(VARIABLE).filter(|folder| !folder.is_empty());
    named.map_or_else(|| target.join(FOLDER), PathBuf::from)
}
