//! What is left of an optional library whose sources are not on this machine.

use std::path::PathBuf;

use ringfence_syntax::manifest::{self, Manifest};

use crate::context::Context;
use crate::{Compiled, Error, Library, files, rerun};

/// Leaves a record that says what is missing; the macro makes a library of it that no pool can be made of.
pub(super) fn leave(
    library: &Library,
    context: &Context,
    archive: &str,
    expected: Vec<PathBuf>,
    message: &str,
) -> Result<Compiled, Error> {
    let folder = context.folder(&library.name);
    files::create_folder(&folder)?;
    let reason =
        format!("it was built without its sources, {archive}: `cargo ringfence fetch`, then build again");
    let manifest = Manifest::absent(&library.name, reason, library.limits);
    files::write_if_changed(&folder.join(manifest::FILE), manifest.to_text().as_bytes())?;
    Ok(Compiled {
        folder,
        sources: None,
        manifest,
        reused: false,
        // Cargo looks for these before each build, and finds the archive once it is there.
        watched_files: expected.into_iter().chain([context.manifest()]).collect(),
        watched_variables: rerun::variables(library),
        // Cargo shows lines, each with the name of the package.
        warnings: message.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect(),
    })
}
