//! Compiling the fenced libraries a second time, in a fresh folder.

use std::collections::BTreeSet;

use super::build;
use super::checks::{Hashes, Rebuilt};
use super::error::Error;
use super::fenced::Fences;
use super::options;
use super::run::Audited;

/// Builds the packages with fenced libraries again. Nothing of the first build is used.
pub(crate) fn all(options: &options::Build, audited: &Audited) -> Result<Rebuilt, Error> {
    let first = Fences::built(&audited.built);
    let wrappers: BTreeSet<&String> = first.claims.values().map(|claim| &claim.wrapper).collect();
    if wrappers.is_empty() {
        return Ok(Rebuilt::new());
    }
    if options.messages.is_some() {
        return Err(Error::Usage("`rebuild` builds: it cannot do so from messages".to_owned()));
    }
    std::fs::create_dir_all(&audited.folder).map_err(Error::incomplete)?;
    let fresh = tempfile::Builder::new().prefix("rebuild-").tempdir_in(&audited.folder);
    let fresh = fresh.map_err(Error::incomplete)?;
    let metadata = build::metadata(options)?;
    // Only the wrappers: `name@version`, as cargo names packages.
    let package = wrappers.iter().map(|wrapper| wrapper.replace(' ', "@")).collect();
    let again = options::Build { package, ..options.clone() };
    let second = Fences::built(&build::build(&again, metadata, fresh.path())?);
    let hashes = first.claims.keys().map(|key| {
        let module = second.claims.get(key).and_then(|claim| claim.module.as_ref());
        let hashes = module.map(|read| Hashes {
            wasm_sha256: read.sha256.clone(),
            code_sha256: read.module.code_sha256.clone(),
        });
        (key.clone(), hashes.ok_or_else(|| "the second build did not make it".to_owned()))
    });
    Ok(hashes.collect())
}
