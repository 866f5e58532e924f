//! Known vulnerabilities, from a copy of the RustSec advisory database in a folder. Nothing is fetched.

use std::path::Path;

use rustsec::Advisory;
use rustsec::advisory::Versions;
use rustsec::database::{Database, Query};
use rustsec::platforms::Platform;

/// A database that was read.
pub(crate) struct Advisories(Database);

/// An advisory that a version of a package is subject to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Known {
    /// As `RUSTSEC-2026-0001`.
    pub(crate) id: String,
    pub(crate) title: String,
    /// Versions that are mended: `>=1.2.3`; empty: none is.
    pub(crate) patched: String,
    /// No vulnerability by itself: safe code can misuse it.
    pub(crate) unsound: bool,
}

impl Advisories {
    /// Reads a copy of <https://github.com/RustSec/advisory-db>.
    pub(crate) fn open(folder: &Path) -> Result<Self, String> {
        let told = |why: String| {
            format!(
                "{}: no advisory database: {why}\n\nGet one where there is a network:\n\n    \
                 git clone --depth 1 https://github.com/RustSec/advisory-db",
                folder.display()
            )
        };
        let database = Database::open(folder).map_err(|error| told(error.to_string()))?;
        // A wrong folder is no reason to say that nothing is known.
        match database.iter().next() {
            Some(_) => Ok(Self(database)),
            None => Err(told("it has no advisories".to_owned())),
        }
    }

    /// What is known about a version of a package of the registry, on a target where the triple is known. Notices, and that a
    /// package is unmaintained, are left to others.
    pub(crate) fn of(&self, name: &str, version: &str, triple: &str) -> Vec<Known> {
        let (Ok(name), Ok(version)) = (name.parse(), version.parse()) else { return Vec::new() };
        let mut query = Query::new().withdrawn(false).package_name(name).package_version(version);
        if let Some(platform) = Platform::find(triple) {
            query = query.target_arch(vec![platform.target_arch]).target_os(vec![platform.target_os]);
        }
        let matching = self.0.iter().filter(|advisory| query.matches(advisory) && matters(advisory));
        let mut known: Vec<_> = matching.map(told).collect();
        known.sort_by(|a, b| a.id.cmp(&b.id));
        known
    }
}

fn matters(advisory: &Advisory) -> bool {
    advisory.metadata.informational.as_ref().is_none_or(|kind| kind.is_unsound())
}

fn told(advisory: &Advisory) -> Known {
    Known {
        id: advisory.metadata.id.to_string(),
        // It is shown on a terminal.
        title: advisory.metadata.title.chars().filter(|letter| !letter.is_control()).collect(),
        patched: patched(&advisory.versions),
        unsound: advisory.metadata.informational.is_some(),
    }
}

fn patched(versions: &Versions) -> String {
    versions.patched().iter().map(ToString::to_string).collect::<Vec<_>>().join(" or ")
}

impl Known {
    /// `RUSTSEC-2026-0001: title; mended in >=1.2.3`.
    pub(crate) fn told(&self) -> String {
        let mended = match self.patched.as_str() {
            "" => "no version mends it".to_owned(),
            versions => format!("mended in {versions}"),
        };
        let unsound = if self.unsound { " (unsound)" } else { "" };
        format!("{}{unsound}: {}; {mended}", self.id, self.title)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A database with one advisory for each given package: all versions before 1.2.3.
    pub(crate) fn database(packages: &[(&str, &str)]) -> (tempfile::TempDir, Advisories) {
        let folder = tempfile::tempdir().unwrap();
        for (number, (package, more)) in packages.iter().enumerate() {
            write(folder.path(), package, number + 1, more);
        }
        let advisories = Advisories::open(folder.path()).unwrap();
        (folder, advisories)
    }

    fn write(folder: &Path, package: &str, number: usize, more: &str) {
        let id = format!("RUSTSEC-2026-{number:04}");
        let text = format!(
            "```toml\n[advisory]\nid = \"{id}\"\npackage = \"{package}\"\ndate = \"2026-01-02\"\n\
             url = \"https://example.org/{number}\"\n{more}\n[versions]\npatched = [\">= 1.2.3\"]\n```\n\n\
             # Reads too far\n\nA description.\n"
        );
        let folder = folder.join("crates").join(package);
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join(format!("{id}.md")), text).unwrap();
    }

    const LINUX: &str = "x86_64-unknown-linux-gnu";

    #[test]
    fn versions_before_the_mended_one_are_subject_to_it() {
        let (_folder, advisories) = database(&[("libz-sys", "")]);
        let known = advisories.of("libz-sys", "1.2.2", LINUX);
        assert_eq!(known[0].told(), "RUSTSEC-2026-0001: Reads too far; mended in >=1.2.3");
        assert_eq!(advisories.of("libz-sys", "1.2.3", LINUX), []);
        assert_eq!(advisories.of("libz", "1.0.0", LINUX), []);
        assert_eq!(advisories.of("libz-sys", "no version", LINUX), []);
    }

    #[test]
    fn what_is_withdrawn_unmaintained_or_of_another_system_is_left_out() {
        let (_folder, advisories) = database(&[
            ("withdrawn", "withdrawn = \"2026-02-03\""),
            ("unmaintained", "informational = \"unmaintained\""),
            ("unsound", "informational = \"unsound\""),
            ("windows", "[affected]\nos = [\"windows\"]"),
        ]);
        let count = |name: &str, triple: &str| advisories.of(name, "1.0.0", triple).len();
        assert_eq!([count("withdrawn", LINUX), count("unmaintained", LINUX)], [0, 0]);
        assert!(advisories.of("unsound", "1.0.0", LINUX)[0].told().contains("(unsound)"));
        assert_eq!((count("windows", LINUX), count("windows", "x86_64-pc-windows-msvc")), (0, 1));
        assert_eq!(count("windows", "a-triple-nobody-knows"), 1, "unknown is not safe");
    }

    #[test]
    fn a_wrong_folder_is_no_database() {
        let folder = tempfile::tempdir().unwrap();
        for make in [false, true] {
            if make {
                std::fs::create_dir(folder.path().join("crates")).unwrap();
            }
            let why = Advisories::open(folder.path()).err().unwrap();
            assert!(why.contains("no advisory database") && why.contains("git clone"), "{why}");
        }
        std::fs::create_dir(folder.path().join("crates/x")).unwrap();
        std::fs::write(folder.path().join("crates/x/RUSTSEC-2026-0001.md"), "no front matter").unwrap();
        assert!(Advisories::open(folder.path()).is_err());
    }
}
