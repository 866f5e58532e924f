//! The folders beside the wrapper's own.
//!
//! A published wrapper is built in a registry's or a vendor folder. No lock file lies there, so cargo cannot be
//! asked; but the crate with the sources lies in the same folder, as `name-version` or `name`.

use std::path::Path;

use cargo_metadata::semver::{Version, VersionReq};

use super::SourceCrate;
use super::manifest::PackageManifest;

/// The highest version that meets `requirement`.
pub(super) fn locate(crate_name: &str, requirement: &str, manifest_dir: &Path) -> Option<SourceCrate> {
    let requirement = VersionReq::parse(requirement).ok()?;
    let folders = std::fs::read_dir(manifest_dir.parent()?).ok()?;
    folders
        .flatten()
        .filter(|folder| folder.file_name().to_string_lossy().starts_with(crate_name))
        .filter_map(|folder| examine(&folder.path(), crate_name))
        .filter(|(version, _)| requirement.matches(version))
        .max_by(|one, other| one.0.cmp(&other.0))
        .map(|(_, found)| found)
}

fn examine(folder: &Path, crate_name: &str) -> Option<(Version, SourceCrate)> {
    let manifest = PackageManifest::read(&folder.join("Cargo.toml")).ok()?;
    if manifest.name()? != crate_name {
        return None;
    }
    let version = Version::parse(&manifest.version()?).ok()?;
    let found = SourceCrate {
        name: crate_name.to_owned(),
        version: version.to_string(),
        folder: folder.to_path_buf(),
        watched: Vec::new(),
        is_local: false,
        also_native: false,
    };
    Some((version, found))
}
