//! From a build to facts.

use std::collections::{BTreeMap, BTreeSet};

use cargo_metadata::PackageId;
use jiff::civil::Date;

use super::build::{ArtifactKind, Built};
use super::checks::{self, Against, Rebuilt};
use super::executables::Opened;
use super::facts::Facts;
use super::fenced::{Claim, Fences};
use super::graph::{Graph, label};
use super::lock::Lock;
use super::native::{self, Natives};
use super::policy::Policy;
use super::report::{Containment, Evidence, Exit, Location, Native, Origin, Package, Unexamined};
use super::{advised, fenced, findings, libraries, sources, untrusted};
use crate::advisories::Advisories;

/// What a build is compared with.
pub(crate) struct Context<'a> {
    pub(crate) policy: &'a Policy,
    pub(crate) lock: Option<&'a Lock>,
    /// Unsafe code by package, where it was counted.
    pub(crate) unsafe_sites: Option<&'a BTreeMap<PackageId, u64>>,
    pub(crate) rebuilt: Option<&'a Rebuilt>,
    pub(crate) advisories: Option<&'a Advisories>,
    pub(crate) today: Date,
}

/// Members of the workspace that were built.
pub(crate) fn members(built: &Built) -> Vec<&PackageId> {
    let made = built.compiled();
    built.metadata.workspace_members.iter().filter(|id| made.contains(id)).collect()
}

/// Everything about a build.
pub(crate) fn facts(built: &Built, context: &Context<'_>) -> Facts {
    let members = members(built);
    let graph = Graph::new(&built.metadata, &members);
    let mut unexamined = of_the_build(built);
    let (executables, owners) = executables(built, &mut unexamined);
    let natives = native::find(built, &executables);
    unexamined.extend(natives.unexamined.iter().cloned());
    let mut fences = Fences::built(built);
    fences.recorded(&executables);
    unexamined.append(&mut fences.unexamined);
    if context.unsafe_sites.is_none() {
        unexamined.push(Unexamined {
            what: "unsafe code".to_owned(),
            why: "not asked for: `--unsafe` counts it, and compiles everything a second time".to_owned(),
            needed: false,
        });
    }

    let exits = (!executables.is_empty()).then(|| {
        let exits = libraries::exits(&executables, Some(&graph));
        accepted(exits, context.policy, context.today)
    });
    let native_names = alive_names(built, &natives);
    let against = Against {
        policy: context.policy,
        lock: context.lock,
        natives: &native_names,
        rebuilt: context.rebuilt,
        executables: !executables.is_empty(),
    };
    let claims: Vec<&Claim> = fences.claims.values().collect();
    let noticed = sources::find(built, &graph, &claims, &mut unexamined);
    let libraries = claims
        .iter()
        .map(|claim| {
            let checks = checks::all(claim, &against);
            libraries::library(claim, checks, exits.as_deref(), Some((&graph, &noticed)), context.policy)
        })
        .collect();
    let advised = match context.advisories {
        Some(advisories) => advised::find(built, &graph, &claims, advisories),
        None => {
            unexamined.push(Unexamined {
                what: "known vulnerabilities".to_owned(),
                why: "no database of advisories was given: `--advisories` names one".to_owned(),
                needed: false,
            });
            Vec::new()
        }
    };
    let packages = packages(built, &graph, natives, context);
    let mut places: BTreeMap<String, Location> = graph_places(built, &graph);
    for (name, owner) in owners {
        places.insert(name, graph.location(&owner));
    }
    unexamined.sort();
    unexamined.dedup();
    Facts {
        names: names(built, &claims),
        packages,
        libraries,
        exits,
        executables: executables.into_iter().map(|opened| opened.about).collect(),
        unexamined,
        places,
        advised,
        noticed,
        gone: context.lock.map_or_else(Vec::new, |lock| gone(built, &fences, lock)),
        otherwise: Location { file: "Cargo.lock".to_owned(), line: 1 },
    }
}

/// Escapes, with what the policy says of them.
pub(crate) fn accepted(mut exits: Vec<Exit>, policy: &Policy, today: Date) -> Vec<Exit> {
    for exit in exits.iter_mut().filter(|exit| exit.kind == "escape") {
        exit.accepted = findings::acceptance(policy, today, "RF301", &exit.id, &exit.package);
    }
    exits
}

/// What is wrong with the build as a whole.
fn of_the_build(built: &Built) -> Vec<Unexamined> {
    let mut unexamined = Vec::new();
    let mut say = |what: &str, why: &str, needed| {
        unexamined.push(Unexamined { what: what.to_owned(), why: why.to_owned(), needed });
    };
    if !built.finished {
        say("the build", "its messages do not say that it came to an end", true);
    }
    if !built.apart {
        say(
            "what is only part of the build",
            "it shares folders with the program, as it was built without `--target`; the dependency graph decided",
            false,
        );
    }
    unexamined
}

/// Executables and shared libraries for the target, by name, and who made them.
fn executables(
    built: &Built,
    unexamined: &mut Vec<Unexamined>,
) -> (Vec<Opened>, BTreeMap<String, PackageId>) {
    let mut opened = Vec::new();
    let mut owners = BTreeMap::new();
    for made in built.artifacts.iter().filter(|made| !made.host) {
        let shared =
            made.kind == ArtifactKind::Shared && built.metadata.workspace_members.contains(&made.package);
        let files = made.executable.iter().chain(made.files.iter().filter(|file| shared && is_shared(file)));
        for path in files {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            match Opened::read(path) {
                Ok(one) => {
                    owners.insert(name, made.package.clone());
                    opened.push(one);
                }
                Err(why) => {
                    unexamined.push(Unexamined { what: format!("executable `{name}`"), why, needed: true });
                }
            }
        }
    }
    if opened.is_empty() {
        unexamined.push(Unexamined {
            what: "executables".to_owned(),
            why: "the build made none: what is linked in the end, and where values leave taint, is not known"
                .to_owned(),
            needed: false,
        });
    }
    opened.sort_by(|a, b| a.about.name.cmp(&b.about.name));
    (opened, owners)
}

fn is_shared(path: &std::path::Path) -> bool {
    path.extension().is_some_and(|ending| ["so", "dylib", "dll"].iter().any(|known| ending == *known))
}

/// Native libraries of which something is in the program, for comparison with fenced ones.
fn alive_names(built: &Built, natives: &Natives) -> Vec<(String, BTreeSet<String>)> {
    let mut names = Vec::new();
    for (id, found) in &natives.of {
        let Some(package) = built.package(id) else { continue };
        for found in found.iter().filter(|found| found.native.linked_symbols != Some(0)) {
            names.push((format!("`{}` of {}", found.native.name, label(package)), found.names.clone()));
        }
    }
    names
}

/// Packages that have something to say.
fn packages(built: &Built, graph: &Graph<'_>, mut natives: Natives, context: &Context<'_>) -> Vec<Package> {
    let mut packages: Vec<Package> = built
        .compiled()
        .into_iter()
        .filter_map(|id| {
            // A script that ran for two builds, or said a thing twice, has one library.
            let native = natives.of.remove(id).unwrap_or_default();
            package(id, built, graph, native.into_iter().map(|found| found.native).collect(), context)
        })
        .collect();
    packages.sort_by(|a, b| (&a.name, &a.version).cmp(&(&b.name, &b.version)));
    packages
}

fn package(
    id: &PackageId,
    built: &Built,
    graph: &Graph<'_>,
    native: BTreeSet<Native>,
    context: &Context<'_>,
) -> Option<Package> {
    let about = graph.package(id)?;
    let made = || built.artifacts.iter().filter(|made| made.package == *id);
    let build_script = made().any(|made| made.kind == ArtifactKind::BuildScript);
    let proc_macro = made().any(|made| made.kind == ArtifactKind::ProcMacro);
    let untrusted = untrusted::of(&[about.name.as_str()], &about.categories, context.policy);
    let unsafe_sites = context.unsafe_sites.map(|sites| sites.get(id).copied().unwrap_or(0));
    let risky =
        untrusted.as_ref().is_some_and(|untrusted| untrusted.handled) && unsafe_sites.unwrap_or(0) > 0;
    let origin = graph.origin(about);
    let builds = origin != Origin::Workspace && (build_script || proc_macro);
    if native.is_empty() && !builds && !risky {
        return None;
    }
    Some(Package {
        name: about.name.to_string(),
        version: about.version.to_string(),
        origin,
        license: about.license.clone(),
        path: graph.path(id).iter().map(|package| label(package)).collect(),
        build_script,
        proc_macro,
        build_only: made().all(|made| made.host),
        unsafe_sites,
        untrusted_input: untrusted,
        containment: (!native.is_empty()).then_some(Containment::None),
        evidence: native.iter().map(|native| native.evidence).min().unwrap_or(Evidence::Declared),
        native: native.into_iter().collect(),
    })
}

fn graph_places(built: &Built, graph: &Graph<'_>) -> BTreeMap<String, Location> {
    let mut ids = built.compiled();
    ids.extend(built.scripts.iter().map(|script| &script.package));
    let known = ids.into_iter().filter_map(|id| Some((label(graph.package(id)?), graph.location(id))));
    known.collect()
}

/// Locked libraries whose wrapper is no longer there, or was built and made no such library.
fn gone(built: &Built, fences: &Fences, lock: &Lock) -> Vec<(String, u32)> {
    let known = |name: &str| built.metadata.packages.iter().any(|package| package.name.as_str() == name);
    let compiled = |name: &str| {
        let mut packages = built.scripts.iter().filter_map(|script| built.package(&script.package));
        packages.any(|package| package.name.as_str() == name)
    };
    let entries =
        lock.entries().map(|(entry, line)| (entry, fenced::subject(&entry.wrapper, &entry.name), line));
    entries
        .filter(|(entry, subject, _)| {
            !fences.built.contains(subject) && (!known(&entry.wrapper) || compiled(&entry.wrapper))
        })
        .map(|(_, subject, line)| (subject, line))
        .collect()
}

/// What a policy may call things.
fn names(built: &Built, claims: &[&Claim]) -> BTreeSet<String> {
    let packages = built.metadata.packages.iter().map(|package| package.name.to_string());
    packages.chain(claims.iter().map(|claim| claim.library.clone())).collect()
}
