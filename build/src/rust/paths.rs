//! Names for folders of this machine.
//!
//! The compiler writes the paths of sources into the messages of panics. Two checkouts would give two modules, and a
//! module would tell where it was built, so every folder that a guest's code comes from gets a name that is the same
//! everywhere.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use cargo_metadata::MetadataCommand;

use super::cargo::Job;
use crate::Environment;

/// What tells the compiler so. Guests with the same dependencies outside of registries get the same, and share what is
/// compiled: the standard library above all.
pub(crate) fn flags(job: &Job<'_>) -> Vec<String> {
    let mut names = BTreeMap::new();
    names.insert(job.compiler.sysroot.join("lib/rustlib/src/rust"), "rust".to_owned());
    // In front of the next: it unpacks into the cache what is not there yet.
    let packages = packages(job);
    let home = home(job.environment);
    if let Some(home) = &home {
        names.insert(home.join("git/checkouts"), "git".to_owned());
        names.insert(home.join("registry/src"), "crates".to_owned());
        let registries = std::fs::read_dir(home.join("registry/src")).into_iter().flatten().flatten();
        names.extend(registries.map(|registry| (registry.path(), "crates".to_owned())));
    }
    let cached = |folder: &Path| home.as_ref().is_some_and(|home| folder.starts_with(home));
    names.extend(packages.into_iter().filter(|(folder, _)| !cached(folder)));
    // Of two that fit, the compiler takes the later one: the inner of two folders.
    names.iter().map(|(folder, name)| format!("--remap-path-prefix={}={name}", folder.display())).collect()
}

fn home(environment: &Environment) -> Option<PathBuf> {
    environment.path("CARGO_HOME").or_else(|| Some(environment.path("HOME")?.join(".cargo")))
}

/// The folders of the packages that the guest depends on, and what to call them. None when cargo cannot say: the build
/// that follows then fails for the same reason, and says it.
fn packages(job: &Job<'_>) -> Vec<(PathBuf, String)> {
    let mut command = super::cargo::command(job);
    command.args([
        "metadata",
        "--format-version=1",
        "--locked",
        "--filter-platform",
        super::compiler::TRIPLE,
    ]);
    let Ok(output) = command.output() else { return Vec::new() };
    let Ok(metadata) = MetadataCommand::parse(String::from_utf8_lossy(&output.stdout)) else {
        return Vec::new();
    };
    let others = metadata.packages.iter().filter(|package| !metadata.workspace_members.contains(&package.id));
    let folders = others.filter_map(|package| {
        let name = format!("{}-{}", package.name, package.version);
        package.manifest_path.parent().map(|folder| (folder.as_std_path().to_owned(), name))
    });
    folders.collect()
}
