//! Where the C files come from: a crate that ships them, which cargo locks, checks and vendors but never builds; or a
//! pinned archive.

#[cfg(feature = "archives")]
pub(crate) mod archive;
mod cargo;
mod manifest;
mod siblings;
#[cfg(feature = "archives")]
mod unpack;

use std::path::{Path, PathBuf};

use crate::context::Context;
use crate::{Environment, Error};
pub(crate) use manifest::PackageManifest;

/// A crate whose folder was found, or an archive that was unpacked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SourceCrate {
    pub(crate) name: String,
    pub(crate) version: String,
    pub(crate) folder: PathBuf,
    /// Files that decide which version it is.
    pub(crate) watched: Vec<PathBuf>,
    /// A folder that people edit, unlike a registry's: its version does not say what is in it.
    pub(crate) is_local: bool,
    /// It is also an ordinary dependency, so that cargo builds the same C code without a fence.
    pub(crate) also_native: bool,
}

/// The variable that names the folder of a crate, or of an archive, and overrides everything else.
pub(crate) fn variable(crate_name: &str) -> String {
    format!("RINGFENCE_SOURCE_{}", shout(crate_name))
}

/// A name as it appears in variables: `libz-sys` is `LIBZ_SYS`.
pub(crate) fn shout(name: &str) -> String {
    name.to_uppercase().replace(['-', '.', '+'], "_")
}

/// Finds the folder of `crate_name`, which the package at `context` lists as a dependency.
pub(crate) fn locate(
    crate_name: &str,
    context: &Context,
    environment: &Environment,
) -> Result<SourceCrate, Error> {
    let variable = variable(crate_name);
    if let Some(folder) = environment.path(&variable) {
        return overridden(crate_name, &folder, &variable);
    }
    let listed = PackageManifest::read(&context.manifest())?.dependency(crate_name);
    let Some(listed) = listed else { return Err(not_listed(crate_name, context)) };
    // A published wrapper lies in a folder without the application's lock file. The neighbours are asked before the
    // network is: their version is checked, and a build should not download what is already there.
    if let Ok(found) = cargo::locate_offline(crate_name, context, environment) {
        return Ok(found);
    }
    if let Some(found) = siblings::locate(crate_name, &listed.version, &context.manifest_dir) {
        return Ok(found);
    }
    cargo::locate_online(crate_name, context, environment)
        .map_err(|reason| not_downloaded(crate_name, &reason))
}

fn overridden(crate_name: &str, folder: &Path, variable: &str) -> Result<SourceCrate, Error> {
    if !folder.is_dir() {
        return Err(Error::Source(format!("{variable} names {}, which is not a folder", folder.display())));
    }
    let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_path_buf());
    // A checkout of the upstream project is a fine source too, and has no Cargo.toml.
    let version =
        PackageManifest::read(&folder.join("Cargo.toml")).ok().and_then(|manifest| manifest.version());
    Ok(SourceCrate {
        name: crate_name.to_owned(),
        version: version.unwrap_or_else(|| "unknown".to_owned()),
        folder,
        watched: Vec::new(),
        is_local: true,
        also_native: false,
    })
}

fn not_listed(crate_name: &str, context: &Context) -> Error {
    Error::Source(format!(
        "the crate `{crate_name}` is not among the dependencies of {}\n\n\
         Add these lines, with the exact version, so that cargo locks and downloads it without building it:\n\n    \
         [target.'cfg(any())'.dependencies]\n    {crate_name} = \"=VERSION\"\n\n\
         or let cargo write them with its newest version:\n\n    cargo add {crate_name} --target 'cfg(any())'\n",
        context.manifest().display()
    ))
}

fn not_downloaded(crate_name: &str, reason: &str) -> Error {
    Error::Source(format!(
        "the sources of the crate `{crate_name}` are not on this machine\n\n\
         cargo does not download a dependency that it never builds. Run this once in the workspace, \
         with a network:\n\n    cargo fetch\n\n\
         or name a folder with its sources: {}=FOLDER\n\ncargo said:\n{reason}",
        variable(crate_name)
    ))
}
