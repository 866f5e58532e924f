//! Modules that were built for a package.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use cargo_metadata::MetadataCommand;
use ringfence_build::Manifest;

/// The modules of a package of the build in the current folder, as they were built last, for any profile.
pub(super) fn modules_of(package: &str) -> Result<Vec<PathBuf>, String> {
    let metadata = MetadataCommand::new().exec().map_err(|error| {
        format!("`{package}` is no file, and no package either: cargo knows none here: {error}")
    })?;
    if !metadata.packages.iter().any(|known| known.name.as_str() == package) {
        return Err(format!("`{package}` is neither a file nor a package of the build in this folder"));
    }
    let mut found: Vec<(String, SystemTime, PathBuf)> = Vec::new();
    for output in outputs(metadata.target_directory.as_std_path(), package) {
        for (library, path) in modules_in(&output) {
            let time =
                std::fs::metadata(&path).and_then(|data| data.modified()).unwrap_or(SystemTime::UNIX_EPOCH);
            found.push((library, time, path));
        }
    }
    // By name, the newest first.
    found.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| b.1.cmp(&a.1)));
    found.dedup_by(|next, first| next.0 == first.0);
    match found.is_empty() {
        true => Err(format!("no fenced library was built for `{package}`: run `cargo build` first")),
        false => Ok(found.into_iter().map(|(_, _, path)| path).collect()),
    }
}

/// Where the package's build script wrote: `…/PROFILE/build/PACKAGE-HASH/out`, below the target folder or a triple's.
fn outputs(target: &Path, package: &str) -> Vec<PathBuf> {
    let prefix = format!("{package}-");
    let profiles = folders(target).into_iter().flat_map(|first| {
        let deeper = folders(&first);
        std::iter::once(first).chain(deeper)
    });
    let builds = profiles.flat_map(|profile| folders(&profile.join("build")));
    let is_ours = |path: &PathBuf| {
        let hash =
            path.file_name().and_then(|name| name.to_str()).and_then(|name| name.strip_prefix(&prefix));
        hash.is_some_and(|hash| !hash.is_empty() && hash.chars().all(|c| c.is_ascii_hexdigit()))
    };
    builds.filter(is_ours).map(|path| path.join("out")).collect()
}

/// Library and module of each record in a folder of build output.
fn modules_in(output: &Path) -> Vec<(String, PathBuf)> {
    let manifests = folders(output).into_iter().filter_map(|folder| {
        let manifest = Manifest::read(output, folder.file_name()?.to_str()?).ok()?;
        let path = folder.join(&manifest.wasm.file);
        path.is_file().then_some((manifest.library, path))
    });
    manifests.collect()
}

fn folders(path: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(path).into_iter().flatten().flatten();
    entries.map(|entry| entry.path()).filter(|path| path.is_dir()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_folders_of_the_package_itself_are_outputs() {
        let target = tempfile::tempdir().unwrap();
        for folder in [
            "debug/build/png-0123abcd/out",
            "debug/build/png-sys-0123abcd/out",
            "aarch64-unknown-linux-gnu/release/build/png-77/out",
            "debug/deps/png-0123abcd/out",
        ] {
            std::fs::create_dir_all(target.path().join(folder)).unwrap();
        }
        let mut found = outputs(target.path(), "png");
        found.sort();
        let found: Vec<_> = found.iter().map(|path| path.strip_prefix(target.path()).unwrap()).collect();
        assert_eq!(
            found,
            [
                Path::new("aarch64-unknown-linux-gnu/release/build/png-77/out"),
                Path::new("debug/build/png-0123abcd/out")
            ]
        );
    }
}
