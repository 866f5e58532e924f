//! Sources from a pinned archive, for libraries that no crate ships.

use std::path::{Path, PathBuf};

use ringfence_archives::{Archive, FOLDER, Found, Pin, Unfound, VARIABLE};

use super::{PackageManifest, SourceCrate, overridden, unpack, variable};
use crate::context::Context;
use crate::{Environment, Error, files};

/// Finds the archive `name` of the package at `context`, and unpacks it unless that was done before.
pub(crate) fn locate(name: &str, context: &Context, environment: &Environment) -> Result<SourceCrate, Error> {
    let named = environment.path(&variable(name));
    if let Some(folder) = named.as_ref().filter(|path| path.is_dir()) {
        return overridden(name, folder, &variable(name));
    }
    let archive = listed(name, context)?;
    let found = match &named {
        Some(file) => archive.judge(file).map_err(told)?,
        None => archive.find(&folders(context, environment)).map_err(told)?,
    };
    let folder = unpacked(&found, name, context)?;
    Ok(SourceCrate {
        name: name.to_owned(),
        version: found.pin.version,
        folder,
        watched: vec![context.manifest(), found.path],
        is_local: false,
        also_native: false,
    })
}

fn listed(name: &str, context: &Context) -> Result<Archive, Error> {
    let manifest = context.manifest();
    let wrong = |reason: String| Error::Source(format!("{}: {reason}", manifest.display()));
    let metadata = PackageManifest::read(&manifest)?.metadata();
    let archives = Archive::of_metadata(&metadata).map_err(&wrong)?;
    archives.into_iter().find(|archive| archive.name == name).ok_or_else(|| {
        wrong(format!(
            "the archive `{name}` is not listed\n\nAdd these lines:\n\n    \
             [package.metadata.ringfence.archives.{name}]\n    version = \"VERSION\"\n    \
             file = \"{name}_VERSION.orig.tar.gz\"\n    sha256 = \"…\"\n    debian = \"{name}\"\n"
        ))
    })
}

/// Where archives lie: the folder that the variable names, else that of cargo's target folder.
fn folders(context: &Context, environment: &Environment) -> Vec<PathBuf> {
    if let Some(folder) = environment.path(VARIABLE) {
        return vec![std::path::absolute(&folder).unwrap_or(folder)];
    }
    // Cargo does not tell a build script its target folder. It marks it, though; and where intermediate files are
    // kept elsewhere, the folder of archives itself may lie above them.
    let above = || context.out_dir.ancestors();
    let existing = above().map(|folder| folder.join(FOLDER)).find(|folder| folder.is_dir());
    let marked = || above().find(|folder| folder.join("CACHEDIR.TAG").is_file());
    // target/debug/build/PACKAGE/out
    let usual = || context.out_dir.ancestors().nth(4);
    existing.or_else(|| Some(marked().or_else(usual)?.join(FOLDER))).into_iter().collect()
}

fn told(unfound: Unfound) -> Error {
    let Unfound::Missing { archive, folders } = &unfound else { return Error::Source(unfound.to_string()) };
    let files = folders.iter().flat_map(|folder| archive.pins.iter().map(|pin| folder.join(&pin.file)));
    let named = |pin: &Pin| format!("{} of version {}", pin.file, pin.version);
    Error::NoArchive {
        expected: files.collect(),
        archive: archive.pins.first().map(named).unwrap_or_default(),
        message: unfound.to_string(),
    }
}

/// The folder with the contents, one for each hash. It appears at once, so that an interrupted build leaves no half.
fn unpacked(found: &Found, name: &str, context: &Context) -> Result<PathBuf, Error> {
    let all = context.archives();
    let folder = all.join(format!("{name}-{}", found.pin.sha256.get(..16).unwrap_or_default()));
    if folder.is_dir() {
        return Ok(folder);
    }
    let passing = all.join("passing");
    drop(std::fs::remove_dir_all(&passing));
    files::create_folder(&passing)?;
    unpack::unpack(&found.path, &found.pin.file, &passing)
        .map_err(|reason| Error::Source(format!("{}: {reason}", found.path.display())))?;
    let top = only_folder(&passing).unwrap_or(passing);
    std::fs::rename(&top, &folder).map_err(|error| Error::file("create the folder", &folder, error))?;
    Ok(folder)
}

/// Archives hold one folder, as a rule, with the version in its name.
fn only_folder(folder: &Path) -> Option<PathBuf> {
    let mut entries = std::fs::read_dir(folder).ok()?.flatten();
    let (first, second) = (entries.next()?, entries.next());
    (second.is_none() && first.path().is_dir()).then(|| first.path())
}
