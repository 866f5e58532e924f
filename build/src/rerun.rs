//! What cargo is told: when to run the build script again.

use crate::Compiled;
use crate::rust::{TARGET_VARIABLE, compiler};
use crate::toolchain::cache;

/// Variables that a build of `library` reads. `PATH` is not among them: it differs between an editor and a shell,
/// and each switch would rebuild everything. The compiler's own file is watched instead.
pub(crate) fn variables<'a>(library: &str, crates: impl Iterator<Item = &'a str>) -> Vec<String> {
    let toolchain =
        cache::VARIABLES.iter().filter(|name| name.starts_with("RINGFENCE_") || name.starts_with("WASI_"));
    toolchain
        .map(|name| (*name).to_owned())
        .chain([crate::inputs::prebuilt_variable(library)])
        .chain([compiler::VARIABLE.to_owned(), TARGET_VARIABLE.to_owned()])
        .chain(crates.map(crate::source::variable))
        .collect()
}

/// The lines for cargo.
pub(crate) fn lines(compiled: &Compiled) -> Vec<String> {
    let files =
        compiled.watched_files.iter().map(|path| format!("cargo::rerun-if-changed={}", path.display()));
    let variables =
        compiled.watched_variables.iter().map(|name| format!("cargo::rerun-if-env-changed={name}"));
    let warnings = compiled.warnings.iter().map(|text| format!("cargo::warning={text}"));
    files.chain(variables).chain(warnings).collect()
}
