//! What rules look at: the lists of the report, and where a finding about each is shown.

use std::collections::{BTreeMap, BTreeSet};

use super::report::{Executable, Exit, Library, Location, Package, Unexamined};

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
    /// Names that a policy may use for packages and libraries.
    pub(crate) names: BTreeSet<String>,
}

impl Facts {
    /// The line of the workspace that stands for a package or an executable.
    pub(crate) fn place(&self, of: &str) -> Location {
        self.places.get(of).unwrap_or(&self.otherwise).clone()
    }
}

/// `name version`.
pub(crate) fn label(package: &Package) -> String {
    format!("{} {}", package.name, package.version)
}
