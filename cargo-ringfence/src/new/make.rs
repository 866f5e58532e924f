//! Writing the package, and placing it in a workspace or beside one.

use std::path::Path;
use std::process::Command;

use cargo_metadata::MetadataCommand;

use super::first::First;
use super::interface::Interface;
use super::package::{OWN_WORKSPACE, PROFILES, Package};
use super::recipe::{INLINE, Recipe};

/// How the package stands to the workspace around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// There is none.
    Alone,
    /// It is a member already.
    Member,
    /// There is one that does not list it; the folder of its manifest.
    Beside(String),
}

/// Everything that is written.
pub(super) struct Contents<'a> {
    pub(super) package: &'a Package<'a>,
    pub(super) recipe: &'a Recipe,
    /// Absent when the library did not compile.
    pub(super) interface: Option<&'a Interface>,
    pub(super) first: Option<&'a First>,
    pub(super) inline: Option<&'a str>,
}

impl Contents<'_> {
    /// Writes all files; gives their names.
    pub(super) fn write(&self, folder: &Path) -> std::io::Result<Vec<String>> {
        let mut files = vec![
            ("Cargo.toml", self.package.manifest()),
            ("build.rs", self.recipe.text()),
            ("src/lib.rs", self.package.library(self.first)),
        ];
        if let Some(interface) = self.interface {
            files.push(("src/interface.rs", interface.file()));
        }
        if let Some(first) = self.first {
            files.push(("tests/first_call.rs", self.package.test(first)));
        }
        if let (true, Some(text)) = (self.recipe.inline, self.inline) {
            files.push((INLINE, text.to_owned()));
        }
        let proposed = self.interface.map_or(0, Interface::proposed);
        files.push(("README.md", self.package.readme(proposed, self.first.is_some())));
        for (name, text) in &files {
            let path = folder.join(name);
            if let Some(parent) = path.parent() {
                std::fs::create_dir_all(parent)?;
            }
            std::fs::write(path, text)?;
        }
        format(folder, files.iter().map(|(name, _)| *name).filter(|name| name.ends_with(".rs")));
        Ok(files.into_iter().map(|(name, _)| name.to_owned()).collect())
    }
}

/// Long lines are broken as everybody's; without rustfmt they stay long.
fn format<'n>(folder: &Path, files: impl Iterator<Item = &'n str>) {
    let files = files.map(|name| folder.join(name));
    let _ = Command::new("rustfmt").args(["--edition", "2024", "--quiet"]).args(files).output();
}

/// Asks cargo whether the package belongs to a workspace, and completes its manifest accordingly.
pub(super) fn place(folder: &Path) -> std::io::Result<Place> {
    let manifest = folder.join("Cargo.toml");
    let asked = MetadataCommand::new().manifest_path(&manifest).no_deps().exec();
    let place = match asked {
        Ok(metadata) if is_same(metadata.workspace_root.as_std_path(), folder) => Place::Alone,
        Ok(_) => Place::Member,
        Err(_) => match around(folder) {
            Some(root) => Place::Beside(root),
            None => Place::Alone,
        },
    };
    let text = std::fs::read_to_string(&manifest)?;
    let text = match place {
        Place::Alone => format!("{text}\n{PROFILES}"),
        Place::Beside(_) => format!("{text}\n{OWN_WORKSPACE}\n{PROFILES}"),
        Place::Member => text,
    };
    std::fs::write(manifest, text)?;
    Ok(place)
}

/// The folder of a workspace that the package lies in, as cargo sees it from the folder above.
fn around(folder: &Path) -> Option<String> {
    let parent = folder.parent()?;
    let found = parent.ancestors().find(|folder| folder.join("Cargo.toml").is_file())?;
    let metadata = MetadataCommand::new().manifest_path(found.join("Cargo.toml")).no_deps().exec().ok();
    let root = metadata.map(|metadata| metadata.workspace_root.into_std_path_buf());
    Some(root.unwrap_or_else(|| found.to_path_buf()).display().to_string())
}

fn is_same(one: &Path, other: &Path) -> bool {
    one == other || matches!((one.canonicalize(), other.canonicalize()), (Ok(one), Ok(other)) if one == other)
}

/// Writes the lock file. That of a checkout is the start, so that the engine is the one that was tested there.
pub(super) fn lock(
    folder: &Path,
    checkout: Option<&Path>,
    place: &Place,
    offline: bool,
) -> Result<(), String> {
    let own = folder.join("Cargo.lock");
    if let (Some(checkout), false) = (checkout, *place == Place::Member || own.exists()) {
        // Where there is none, cargo chooses the versions.
        let _ = std::fs::copy(checkout.join("Cargo.lock"), own);
    }
    let mut command = MetadataCommand::new();
    command.manifest_path(folder.join("Cargo.toml")).current_dir(folder);
    if offline {
        command.other_options(["--offline".to_owned()]);
    }
    command.exec().map(drop).map_err(|error| {
        let text = error.to_string();
        match text.contains("ringfence") && checkout.is_none() {
            true => {
                format!("{text}\nUntil Ringfence is in the registry, --ringfence DIR names a checkout of it.")
            }
            false => text,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn package(folder: &Path) {
        std::fs::create_dir_all(folder.join("src")).unwrap();
        std::fs::write(folder.join("src/lib.rs"), "").unwrap();
        std::fs::write(
            folder.join("Cargo.toml"),
            "[package]\nname = \"p\"\nversion = \"0.1.0\"\nedition = \"2024\"\n",
        )
        .unwrap();
    }

    fn placed(workspace: Option<&str>) -> (Place, String) {
        let outer = tempfile::tempdir().unwrap();
        if let Some(text) = workspace {
            std::fs::write(outer.path().join("Cargo.toml"), text).unwrap();
        }
        let folder = outer.path().join("crates/p");
        package(&folder);
        let place = place(&folder).unwrap();
        let asked = MetadataCommand::new().manifest_path(folder.join("Cargo.toml")).no_deps().exec();
        assert!(asked.is_ok(), "cargo takes the package: {asked:?}");
        (place, std::fs::read_to_string(folder.join("Cargo.toml")).unwrap())
    }

    #[test]
    fn a_package_alone_has_profiles() {
        let (place, text) = placed(None);
        assert_eq!(place, Place::Alone);
        assert!(text.contains("[profile.dev.build-override]") && !text.contains("[workspace]"));
    }

    #[test]
    fn a_workspace_that_lists_it_takes_it_as_it_is() {
        let (place, text) = placed(Some("[workspace]\nresolver = \"3\"\nmembers = [\"crates/*\"]\n"));
        assert_eq!(place, Place::Member);
        assert!(!text.contains("[profile") && !text.contains("[workspace]"));
    }

    #[test]
    fn a_workspace_that_does_not_list_it_is_no_obstacle() {
        let (place, text) = placed(Some("[workspace]\nresolver = \"3\"\nmembers = []\n"));
        assert!(matches!(place, Place::Beside(_)), "{place:?}");
        assert!(text.contains("\n[workspace]\n"));
    }
}
