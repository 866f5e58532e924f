//! What rules look at: the lists of the report, and where a finding about each is shown.

use std::collections::{BTreeMap, BTreeSet};

use super::report::{Executable, Exit, Library, Location, Package, Unexamined};
use crate::advisories::Known;

/// Everything that was found out, before any of it was weighed.
pub(crate) struct Facts {
    pub(crate) packages: Vec<Package>,
    pub(crate) libraries: Vec<Library>,
    pub(crate) exits: Option<Vec<Exit>>,
    pub(crate) executables: Vec<Executable>,
    pub(crate) unexamined: Vec<Unexamined>,
    /// Lines of the workspace, by package (`name version`) or executable.
    pub(crate) places: BTreeMap<String, Location>,
    /// Where nothing better is known.
    pub(crate) otherwise: Location,
    /// Known vulnerabilities: the package, where it stands, and what is known.
    pub(crate) advised: Vec<Advised>,
    /// What stands in the sources of packages that use Ringfence.
    pub(crate) noticed: Vec<Noticed>,
    /// Entries of the lock file for libraries that are not there any more, as `wrapper/library`, and their lines.
    pub(crate) gone: Vec<(String, u32)>,
    /// Names that a policy may use for packages and libraries.
    pub(crate) names: BTreeSet<String>,
}

/// Something in a source file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Noticed {
    /// `name version`.
    pub(crate) package: String,
    pub(crate) place: Location,
    pub(crate) what: What,
}

/// What was noticed, by what it is called there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum What {
    /// A part of Ringfence that only its macros use.
    Hidden(String),
    /// An instance that lives from one scope to the next.
    Kept(String),
    /// Calls that do without the engine's own way in.
    Fast(String),
}

/// A package with a known vulnerability.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Advised {
    /// `name version`.
    pub(crate) package: String,
    pub(crate) standing: Standing,
    pub(crate) known: Known,
}

/// Where a package stands to the fence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// In the program, with all that this may do.
    Open,
    /// Behind the fence of a library, `wrapper/library`, whose wrapper is the second.
    Fenced(String, String),
    /// Part of the fence.
    Base,
}

impl Facts {
    /// Of what could not be looked at.
    pub(crate) fn unknown(unexamined: Vec<Unexamined>) -> Self {
        Self {
            packages: Vec::new(),
            libraries: Vec::new(),
            exits: None,
            executables: Vec::new(),
            unexamined,
            places: BTreeMap::new(),
            otherwise: Location { file: "Cargo.lock".to_owned(), line: 1 },
            advised: Vec::new(),
            noticed: Vec::new(),
            gone: Vec::new(),
            names: BTreeSet::new(),
        }
    }

    /// The line of the workspace that stands for a package or an executable.
    pub(crate) fn place(&self, of: &str) -> Location {
        self.places.get(of).unwrap_or(&self.otherwise).clone()
    }
}

/// `name version`.
pub(crate) fn label(package: &Package) -> String {
    format!("{} {}", package.name, package.version)
}
