//! The interface that is read from C headers.
//!
//! The compiler that builds the library also preprocesses its headers, with the same flags; bindgen only ever sees the
//! result, so that no header of this machine can slip in. Its output goes through the interface model, which says of
//! each item whether it can be expressed; values of macros come from the compiler.

#[cfg(feature = "bindings")]
mod read;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use ringfence_syntax::manifest::LeftOut;
use serde::{Deserialize, Serialize};

use crate::compile::Compiler;
use crate::{Error, Library, files};

/// What was read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Bindings {
    /// Rust, for `#[ringfence::library]` and for people.
    pub(crate) text: String,
    pub(crate) left_out: BTreeMap<String, LeftOut>,
    /// A C file that exports the functions which the headers themselves define.
    pub(crate) inline: Option<String>,
    /// Headers that were read.
    pub(crate) headers: Vec<PathBuf>,
}

/// What reading needs.
#[cfg_attr(not(feature = "bindings"), allow(dead_code, reason = "only reading needs it"))]
pub(crate) struct Job<'a> {
    pub(crate) library: &'a Library,
    pub(crate) compiler: &'a Compiler<'a>,
    /// Folders for `#include`, and those in which only `#include "…"` looks.
    pub(crate) includes: &'a [PathBuf],
    pub(crate) beside: &'a [PathBuf],
    pub(crate) flags: &'a [String],
    /// For whatever is of no use afterwards.
    pub(crate) work: &'a Path,
}

impl Library {
    /// Whether the interface, or a part of it, is read from headers.
    pub(crate) fn reads_headers(&self) -> bool {
        !self.allow.is_empty() || !self.constants.is_empty()
    }
}

/// The file in the library's folder.
pub(crate) fn file(library: &str) -> String {
    format!("{library}.header.rs")
}

/// Settings that can be judged without a compiler.
pub(crate) fn check(library: &Library) -> Result<(), String> {
    if !library.reads_headers() {
        return Ok(());
    }
    if library.rust.is_some() {
        return Err("a guest written in Rust has no C header: remove `.allow(…)`".to_owned());
    }
    if library.headers.is_empty() {
        return Err(
            "`.allow(…)` takes names from headers, and none is named: add `.header(\"NAME.h\")`".to_owned()
        );
    }
    available(library)
}

#[cfg(feature = "bindings")]
fn available(library: &Library) -> Result<(), String> {
    read::pattern::Patterns::new(&library.allow).map(drop)
}

#[cfg(not(feature = "bindings"))]
fn available(_: &Library) -> Result<(), String> {
    Err("`.allow(…)` reads C headers, which is a feature of its own. In Cargo.toml:\n\n    [build-dependencies]\n    \
         ringfence-build = { version = \"0.1\", features = [\"bindings\"] }\n"
        .to_owned())
}

/// Reads the headers.
#[cfg(feature = "bindings")]
pub(crate) fn read(job: &Job<'_>) -> Result<Bindings, Error> {
    files::create_folder(job.work)?;
    read::all(job)
}

#[cfg(not(feature = "bindings"))]
pub(crate) fn read(job: &Job<'_>) -> Result<Bindings, Error> {
    files::create_folder(job.work)?;
    available(job.library).map(|()| Bindings::default()).map_err(Error::Setting)
}

/// What lies beside a module that was built elsewhere.
pub(crate) fn prebuilt(module: &Path, library: &str) -> Result<Bindings, Error> {
    let path = module.with_file_name(file(library));
    if !path.is_file() {
        return Err(Error::Setting(format!(
            "{library}: the module is prebuilt, and its interface is read from headers: copy `{}` from where it was \
             built to {}",
            file(library),
            path.display()
        )));
    }
    let text = String::from_utf8_lossy(&files::read(&path)?).into_owned();
    Ok(Bindings { text, ..Bindings::default() })
}
