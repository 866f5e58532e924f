//! What cargo is told: when to run the build script again.

use crate::rust::{TARGET_VARIABLE, compiler};
use crate::toolchain::cache;
use crate::{Compiled, Library, Simd, simd};

/// Variables that a build of `library` reads. `PATH` is not among them: it differs between an editor and a shell,
/// and each switch would rebuild everything. The compiler's own file is watched instead.
pub(crate) fn variables(library: &Library) -> Vec<String> {
    let sources = library.source_crate.iter().chain(&library.source_archive).map(String::as_str);
    let toolchain =
        cache::VARIABLES.iter().filter(|name| name.starts_with("RINGFENCE_") || name.starts_with("WASI_"));
    toolchain
        .map(|name| (*name).to_owned())
        .chain([crate::inputs::prebuilt_variable(&library.name)])
        .chain([compiler::VARIABLE.to_owned(), TARGET_VARIABLE.to_owned()])
        .chain(sources.chain(library.further_crates()).map(crate::source::variable))
        .chain(library.simd.and_then(Simd::support).map(|_| simd::VARIABLE.to_owned()))
        .chain(library.source_archive.iter().map(|_| "RINGFENCE_ARCHIVES".to_owned()))
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
