//! The dependency graph: who brings a package in, and in which line that is written.

use std::collections::{BTreeMap, VecDeque};
use std::path::Path;

use cargo_metadata::{Metadata, Node, Package, PackageId};
use toml_edit::{Document, TableLike};

use super::report::{Location, Origin};

/// Tables of a manifest that name dependencies.
const TABLES: [&str; 3] = ["dependencies", "build-dependencies", "dev-dependencies"];

/// Packages, and the shortest way to each from a member.
pub(crate) struct Graph<'a> {
    metadata: &'a Metadata,
    packages: BTreeMap<&'a PackageId, &'a Package>,
    nodes: BTreeMap<&'a PackageId, &'a Node>,
    /// Who brought a package in first.
    parents: BTreeMap<&'a PackageId, Option<&'a PackageId>>,
}

impl<'a> Graph<'a> {
    /// The graph as seen from `members`.
    pub(crate) fn new(metadata: &'a Metadata, members: &[&'a PackageId]) -> Self {
        let packages = metadata.packages.iter().map(|package| (&package.id, package)).collect();
        let nodes = metadata.resolve.iter().flat_map(|resolve| &resolve.nodes);
        let nodes: BTreeMap<_, _> = nodes.map(|node| (&node.id, node)).collect();
        let mut parents: BTreeMap<&PackageId, Option<&PackageId>> =
            members.iter().map(|id| (*id, None)).collect();
        let mut next: VecDeque<&PackageId> = members.iter().copied().collect();
        while let Some(id) = next.pop_front() {
            for dependency in nodes.get(id).iter().flat_map(|node| &node.dependencies) {
                parents.entry(dependency).or_insert_with(|| {
                    next.push_back(dependency);
                    Some(id)
                });
            }
        }
        Self { metadata, packages, nodes, parents }
    }

    pub(crate) fn package(&self, id: &PackageId) -> Option<&'a Package> {
        self.packages.get(id).copied()
    }

    /// The package with a name and version, as records name it.
    pub(crate) fn named(&self, label: &str) -> Option<&'a Package> {
        self.packages.values().find(|package| self::label(package) == label).copied()
    }

    /// Whether the first package asks for the second itself.
    pub(crate) fn asks_for(&self, from: &str, to: &str) -> bool {
        let (Some(from), Some(to)) = (self.named(from), self.named(to)) else { return false };
        self.nodes.get(&from.id).is_some_and(|node| node.dependencies.contains(&to.id))
    }

    pub(crate) fn origin(&self, package: &Package) -> Origin {
        match &package.source {
            None if self.metadata.workspace_members.contains(&package.id) => Origin::Workspace,
            None => Origin::Path,
            Some(source) if source.repr.starts_with("git+") => Origin::Git,
            Some(_) => Origin::Registry,
        }
    }

    /// From a member to the package, both included. Empty if nobody asks for it.
    pub(crate) fn path(&self, id: &PackageId) -> Vec<&'a Package> {
        let mut path = Vec::new();
        let mut next = self.parents.get_key_value(id).map(|(id, _)| *id);
        while let Some(id) = next {
            path.extend(self.package(id));
            next = self.parents.get(id).copied().flatten();
        }
        path.reverse();
        path
    }

    /// Where a member asks for the package, or for what brings it in; else the lock file.
    pub(crate) fn location(&self, id: &PackageId) -> Location {
        let path = self.path(id);
        // The last member on the way is the nearest.
        let member = path.iter().rposition(|package| self.origin(package) == Origin::Workspace);
        let Some(member) = member else { return self.locked(id) };
        let Some(owner) = path.get(member) else { return self.locked(id) };
        let Some(text) = std::fs::read_to_string(&owner.manifest_path).ok() else { return self.locked(id) };
        let line = match path.get(member.saturating_add(1)) {
            None => line_of_package(&text),
            Some(dependency) => line_of_dependency(&text, &key(owner, dependency)),
        };
        match line {
            Some(line) => Location { file: self.relative(owner.manifest_path.as_std_path()), line },
            None => self.locked(id),
        }
    }

    /// The package in Cargo.lock.
    fn locked(&self, id: &PackageId) -> Location {
        let root = self.metadata.workspace_root.as_std_path();
        let text = std::fs::read_to_string(root.join("Cargo.lock")).unwrap_or_default();
        let package = self.package(id);
        let line = package.and_then(|package| {
            let name = format!("name = \"{}\"", package.name);
            let version = format!("version = \"{}\"", package.version);
            let lines: Vec<&str> = text.lines().collect();
            let is_it = |pair: &[&str]| {
                pair.first() == Some(&name.as_str()) && pair.get(1) == Some(&version.as_str())
            };
            lines.windows(2).position(is_it)
        });
        Location {
            file: "Cargo.lock".to_owned(),
            line: u32::try_from(line.unwrap_or(0)).unwrap_or(0).saturating_add(1),
        }
    }

    /// Relative to the workspace, or to the package that the file belongs to.
    pub(crate) fn relative(&self, path: &Path) -> String {
        let root = self.metadata.workspace_root.as_std_path();
        if let Ok(below) = path.strip_prefix(root) {
            return slashes(below);
        }
        let owner = self.packages.values().find_map(|package| {
            let below = path.strip_prefix(package.manifest_path.parent()?.as_std_path()).ok()?;
            Some(format!("{}/{}", label(package), slashes(below)))
        });
        owner.unwrap_or_else(|| path.file_name().unwrap_or_default().to_string_lossy().into_owned())
    }
}

/// `name version`, as records have it.
pub(crate) fn label(package: &Package) -> String {
    format!("{} {}", package.name, package.version)
}

fn slashes(path: &Path) -> String {
    path.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// What the owner's manifest calls the dependency.
fn key(owner: &Package, dependency: &Package) -> String {
    let renamed = owner
        .dependencies
        .iter()
        .filter(|asked| asked.name == dependency.name.as_str())
        .find_map(|asked| asked.rename.clone());
    renamed.unwrap_or_else(|| dependency.name.to_string())
}

fn line_of_package(manifest: &str) -> Option<u32> {
    let document = Document::parse(manifest).ok()?;
    let name = document.get("package")?.as_table_like()?.get("name")?;
    Some(line(manifest, name.span()?.start))
}

/// The line in which a manifest asks for a dependency, for any platform.
fn line_of_dependency(manifest: &str, key: &str) -> Option<u32> {
    let document = Document::parse(manifest).ok()?;
    let root = document.as_table();
    let platforms = root.get("target").and_then(|item| item.as_table_like());
    let platforms = platforms.into_iter().flat_map(|table| table.iter());
    let tables = platforms.filter_map(|(_, item)| item.as_table_like());
    std::iter::once(root as &dyn TableLike).chain(tables).find_map(|table| {
        let span = TABLES.iter().find_map(|name| {
            let (key, item) = table.get(name)?.as_table_like()?.get_key_value(key)?;
            key.span().or_else(|| item.span())
        });
        Some(line(manifest, span?.start))
    })
}

/// The line that a byte is in, from 1.
pub(crate) fn line(text: &str, at: usize) -> u32 {
    let before = text.as_bytes().get(..at).unwrap_or_default();
    let lines = before.iter().filter(|byte| **byte == b'\n').count();
    u32::try_from(lines).unwrap_or(u32::MAX).saturating_add(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MANIFEST: &str = "[package]\nname = \"app\"\n\n[dependencies]\na = \"1\"\nb = { version = \"1\" }\n\n\
                            [target.'cfg(any())'.dependencies]\nc = \"1\"\n\n[build-dependencies.d]\nversion = \"1\"\n";

    #[test]
    fn dependencies_are_found_in_every_table() {
        for (name, line) in [("a", 5), ("b", 6), ("c", 9), ("d", 11)] {
            assert_eq!(line_of_dependency(MANIFEST, name), Some(line), "{name}");
        }
        assert_eq!(line_of_dependency(MANIFEST, "e"), None);
        assert_eq!(line_of_package(MANIFEST), Some(2));
        assert_eq!(line_of_package("[package\n"), None);
    }
}
