//! What is published depends on nothing that is not.

use anyhow::bail;
use cargo_metadata::{Dependency, DependencyKind, Metadata, Package};

use crate::shell::Shell;

pub(super) fn check(shell: &Shell) -> anyhow::Result<()> {
    let metadata = shell.metadata()?;
    let wrong = judge(&metadata);
    if !wrong.is_empty() {
        bail!("{}", wrong.join("\n"));
    }
    let published: Vec<_> = metadata.packages.iter().filter(|package| is_published(package)).collect();
    println!("{} of {} packages can be published", published.len(), metadata.packages.len());
    Ok(())
}

/// What a registry would have to say to the packages of the workspace.
fn judge(metadata: &Metadata) -> Vec<String> {
    let published = || metadata.packages.iter().filter(|package| is_published(package));
    let nameless = published()
        .filter(|package| package.description.is_none() || package.license.is_none())
        .map(|package| format!("{} has no description or no licence", package.name));
    let unmet = published().flat_map(|package| {
        let of_ours = package.dependencies.iter().filter(|dependency| dependency.path.is_some());
        of_ours
            .filter_map(|dependency| objection(dependency, metadata))
            .map(|why| format!("{}: {why}", package.name))
    });
    nameless.chain(unmet).collect()
}

/// Cargo leaves a path away, and with it a test's dependency that has nothing else; others need a version.
fn objection(dependency: &Dependency, metadata: &Metadata) -> Option<String> {
    let name = &dependency.name;
    if dependency.req.comparators.is_empty() {
        let for_tests = dependency.kind == DependencyKind::Development;
        return (!for_tests).then(|| format!("the dependency on {name} has a path and no version"));
    }
    let published =
        metadata.packages.iter().any(|package| package.name.as_str() == name && is_published(package));
    (!published).then(|| format!("{name}, on which it depends, is not published"))
}

/// `publish = false` is an empty list of registries.
fn is_published(package: &Package) -> bool {
    package.publish.as_ref().is_none_or(|registries| !registries.is_empty())
}

#[cfg(test)]
mod tests {
    use cargo_metadata::MetadataCommand;

    use super::*;

    /// A workspace in which `app` depends on `part`.
    fn workspace(app: &str, part: &str, section: &str, dependency: &str) -> Metadata {
        let folder = tempfile::tempdir().unwrap();
        let package = |name: &str, more: &str| {
            let manifest =
                format!("[package]\nname = \"{name}\"\nversion = \"1.0.0\"\nedition = \"2024\"\n{more}\n");
            std::fs::create_dir_all(folder.path().join(name).join("src")).unwrap();
            std::fs::write(folder.path().join(name).join("Cargo.toml"), manifest).unwrap();
            std::fs::write(folder.path().join(name).join("src/lib.rs"), "").unwrap();
        };
        std::fs::write(
            folder.path().join("Cargo.toml"),
            "[workspace]\nmembers = [\"*\"]\nresolver = \"3\"\n",
        )
        .unwrap();
        package("part", part);
        package("app", &format!("{app}\n[{section}]\npart = {{ path = \"../part\"{dependency} }}"));
        MetadataCommand::new().current_dir(folder.path()).no_deps().exec().unwrap()
    }

    const WORDS: &str = "description = \"d\"\nlicense = \"MIT\"";
    const VERSION: &str = ", version = \"1\"";

    #[test]
    fn a_package_with_all_that_it_needs_is_accepted() {
        assert!(judge(&workspace(WORDS, WORDS, "dependencies", VERSION)).is_empty());
        assert!(judge(&workspace(WORDS, "publish = false", "dev-dependencies", "")).is_empty());
        assert!(judge(&workspace("publish = false", "publish = false", "dependencies", "")).is_empty());
    }

    #[test]
    fn what_is_missing_is_named() {
        for (app, part, section, dependency, words) in [
            (
                WORDS,
                "publish = false",
                "dependencies",
                VERSION,
                "app: part, on which it depends, is not published",
            ),
            (WORDS, "publish = false", "build-dependencies", VERSION, "is not published"),
            (WORDS, "publish = false", "dev-dependencies", VERSION, "is not published"),
            (WORDS, WORDS, "dependencies", "", "app: the dependency on part has a path and no version"),
            ("license = \"MIT\"", WORDS, "dependencies", VERSION, "app has no description or no licence"),
        ] {
            let wrong = judge(&workspace(app, part, section, dependency));
            assert!(matches!(&wrong[..], [only] if only.contains(words)), "{wrong:?}");
        }
    }
}
