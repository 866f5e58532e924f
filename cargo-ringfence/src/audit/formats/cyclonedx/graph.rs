//! Which component needs which, as far as the report tells: the ways to packages, and what those link or fence.

use std::collections::{BTreeMap, BTreeSet};

use super::super::super::report::Report;
use super::bill::reference;
use super::model::{Component, Dependency};

/// What each component needs, in the order of references.
pub(super) fn of(report: &Report, application: &Component, components: &[Component]) -> Vec<Dependency> {
    let mut edges = Edges::default();
    for member in &report.subject.members {
        edges.add(&application.reference, &reference(member));
    }
    for package in &report.packages {
        for pair in package.path.windows(2) {
            if let [user, used] = pair {
                edges.add(&reference(user), &reference(used));
            }
        }
        if let Some(first) = package.path.first() {
            edges.add(&application.reference, &reference(first));
        }
    }
    for component in components.iter().filter(|component| component.reference.starts_with("cargo:")) {
        for part in &component.components {
            edges.add(&component.reference, &part.reference);
        }
    }
    fences(report, application, components, &mut edges);
    edges
        .0
        .into_iter()
        .map(|(reference, used)| Dependency { reference, depends_on: used.into_iter().collect() })
        .collect()
}

/// Wrappers need what they fence. How the application came to a wrapper is not in the report, only that it did.
fn fences(report: &Report, application: &Component, components: &[Component], edges: &mut Edges) {
    let fenced = components.iter().filter(|component| component.reference.starts_with("fenced:"));
    for (library, component) in report.libraries.iter().zip(fenced) {
        let wrapper = reference(&library.wrapper);
        edges.add(&wrapper, &component.reference);
        if !edges.0.values().any(|used| used.contains(&wrapper)) {
            edges.add(&application.reference, &wrapper);
        }
    }
}

#[derive(Default)]
struct Edges(BTreeMap<String, BTreeSet<String>>);

impl Edges {
    fn add(&mut self, user: &str, used: &str) {
        // A dependency on itself is refused by readers.
        if user != used {
            self.0.entry(user.to_owned()).or_default().insert(used.to_owned());
        }
    }
}
