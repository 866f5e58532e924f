//! What tables for readers have in common: one row for each library in C that is linked or fenced.

use std::collections::BTreeMap;

use super::super::report::{Containment, Library, Package, Report};
use super::super::word::Word as _;
use super::words::{self, UNKNOWN};
use crate::page::counted;

/// Headings of [`Row`].
pub(super) const COLUMNS: [&str; 8] = [
    "Dependency",
    "Why it matters",
    "Untrusted input",
    "Containment",
    "Grants",
    "Limits",
    "Exits",
    "Evidence",
];

/// A dependency, in the order of [`COLUMNS`].
pub(super) struct Row {
    pub(super) containment: Containment,
    pub(super) cells: [String; 8],
}

/// Dependencies with code that can do harm: those that can reach furthest first.
pub(super) fn rows(report: &Report) -> Vec<Row> {
    let packages = report.packages.iter().filter_map(package);
    let mut rows: Vec<_> = packages.chain(report.libraries.iter().map(|it| library(it, report))).collect();
    rows.sort_by_key(|row| reach(row.containment));
    rows
}

const fn reach(containment: Containment) -> u8 {
    match containment {
        Containment::Broken => 0,
        Containment::None => 1,
        Containment::IsolatedEscapes => 2,
        Containment::IsolatedGrants => 3,
        Containment::Isolated => 4,
    }
}

fn package(package: &Package) -> Option<Row> {
    let mut reasons: Vec<_> = package.native.iter().map(words::native).collect();
    match package.unsafe_sites {
        Some(0) => {}
        Some(sites) => reasons.push(counted(
            usize::try_from(sites).unwrap_or(usize::MAX),
            "place with unsafe code",
            "places with unsafe code",
        )),
        None if reasons.is_empty() => return None,
        None => {}
    }
    if reasons.is_empty() || package.build_only {
        return None;
    }
    let containment = package.containment.unwrap_or(Containment::None);
    let none = || "–".to_owned();
    let cells = [
        format!("{} {}", package.name, package.version),
        reasons.join("; "),
        words::untrusted(package.untrusted_input.as_ref()),
        containment.word().to_owned(),
        "all that the program may".to_owned(),
        none(),
        none(),
        package.evidence.word().to_owned(),
    ];
    Some(Row { containment, cells })
}

fn library(library: &Library, report: &Report) -> Row {
    let source =
        library.source.as_ref().map_or_else(|| "own source".to_owned(), |source| format!("from {source}"));
    let cells = [
        format!("{} in {}", library.name, library.wrapper),
        format!("foreign code, {source}"),
        words::untrusted(library.untrusted_input.as_ref()),
        library.containment.word().to_owned(),
        listed(&library.grants),
        limits(library),
        exits(library, report),
        library.evidence.word().to_owned(),
    ];
    Row { containment: library.containment, cells }
}

/// The items, or a dash.
pub(super) fn listed(items: &[String]) -> String {
    if items.is_empty() { "–".to_owned() } else { items.join(", ") }
}

fn limits(library: &Library) -> String {
    let limits = ["memory", "deadline"].into_iter().map(|name| {
        let limit = library.limits.get(name).map_or_else(|| "no limit".to_owned(), words::limit);
        format!("{name} {limit}")
    });
    limits.collect::<Vec<_>>().join(", ")
}

/// Values that leave taint in the wrapper, by the way they do.
fn exits(library: &Library, report: &Report) -> String {
    let Some(exits) = &report.exits else { return UNKNOWN.to_owned() };
    let mut kinds = BTreeMap::new();
    for exit in exits.iter().filter(|exit| exit.package == library.wrapper) {
        *kinds.entry(exit.kind.as_str()).or_insert(0) += 1;
    }
    listed(&kinds.into_iter().map(|(kind, count)| format!("{count} {kind}")).collect::<Vec<_>>())
}

/// Packages from elsewhere with code that runs while building.
pub(super) fn building(report: &Report) -> Vec<[String; 2]> {
    let runs = report.packages.iter().filter(|package| package.build_script || package.proc_macro);
    runs.map(|package| {
        let what = match (package.build_script, package.proc_macro) {
            (true, true) => "build script, procedural macro",
            (true, false) => "build script",
            _ => "procedural macro",
        };
        [format!("{} {}", package.name, package.version), what.to_owned()]
    })
    .collect()
}

/// `shop, for x86_64-unknown-linux-gnu, profile dev, policy baseline`.
pub(super) fn subject(report: &Report) -> Vec<(&'static str, String)> {
    let subject = &report.subject;
    let unknown = || UNKNOWN.to_owned();
    vec![
        ("Subject", subject.name.clone()),
        ("Packages", listed(&subject.members)),
        ("Target", subject.target.clone().unwrap_or_else(unknown)),
        ("Profile", subject.profile.clone().unwrap_or_else(unknown)),
        ("Policy", subject.preset.word().to_owned()),
        ("Written by", format!("cargo ringfence {}", report.version)),
    ]
}

#[cfg(test)]
mod tests {
    use super::super::super::sample;
    use super::*;

    #[test]
    fn what_reaches_furthest_comes_first() {
        let rows = rows(&sample::hostile());
        assert!(rows.is_sorted_by_key(|row| reach(row.containment)));
        assert_eq!(rows.first().map(|row| row.containment), Some(Containment::Broken));
    }

    #[test]
    fn exits_are_unknown_without_an_executable() {
        let report = Report { exits: None, ..sample::report() };
        assert_eq!(exits(&report.libraries[0], &report), "unknown");
        assert_eq!(exits(&report.libraries[0], &sample::report()), "–");
    }

    #[test]
    fn code_of_the_build_is_no_dependency_of_the_program() {
        let report = sample::report();
        assert!(rows(&report).iter().all(|row| !row.cells[0].starts_with("serde_derive")));
        assert!(building(&report).iter().any(|[name, _]| name.starts_with("serde_derive")));
    }
}
