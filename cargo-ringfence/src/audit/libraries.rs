//! Fenced libraries and exits as the report has them.

use std::collections::BTreeSet;

use super::checks;
use super::executables::Opened;
use super::facts::{Noticed, What};
use super::fenced::Claim;
use super::graph::Graph;
use super::identity;
use super::policy::Policy;
use super::report::{Check, Containment, Evidence, Exit, Level, Library, Location, Origin, Outcome};
use super::{rules, untrusted};
use crate::records;

/// A library, with the checks that were made of it.
pub(crate) fn library(
    claim: &Claim,
    checks: Vec<Check>,
    exits: Option<&[Exit]>,
    sources: Option<(&Graph<'_>, &[Noticed])>,
    policy: &Policy,
) -> Library {
    let graph = sources.map(|(graph, _)| graph);
    let manifest = claim.manifest.as_ref();
    let fenced = claim.records.values().next().map(|record| &record.fenced);
    let text = |of: fn(&records::Fenced) -> &String| fenced.map(of).filter(|text| !text.is_empty()).cloned();
    let source = match manifest {
        Some(manifest) => checks::source(manifest),
        None => text(|fenced| &fenced.source),
    };
    let grants = claim.grants();
    let imports = claim.module.as_ref().map(|read| {
        let imports = read.module.imports.iter();
        let names =
            imports.map(|import| format!("{}.{}", import.module.as_deref().unwrap_or_default(), import.name));
        names.collect::<BTreeSet<_>>().into_iter().collect()
    });
    let features = claim
        .module
        .as_ref()
        .map(|read| read.module.features.iter().map(|name| (*name).to_owned()).collect());
    let escapes = exits.is_some_and(|exits| exits.iter().any(|exit| concerns(exit, claim, graph)));
    Library {
        name: claim.library.clone(),
        wrapper: claim.wrapper.clone(),
        untrusted_input: input(claim, source.as_deref(), graph, policy),
        source,
        source_sha256: manifest.and_then(checks::source_sha256),
        source_files: manifest.map(|manifest| manifest.sources.len() as u64),
        toolchain: manifest.map(checks::toolchain).or_else(|| text(|fenced| &fenced.toolchain)),
        wasm_sha256: claim
            .module
            .as_ref()
            .map(|read| read.sha256.clone())
            .or_else(|| text(|f| &f.wasm_sha256)),
        code_sha256: claim
            .module
            .as_ref()
            .map(|read| read.module.code_sha256.clone())
            .or_else(|| text(|f| &f.code_sha256)),
        machine_sha256: claim.machine_sha256.clone(),
        functions: fenced.and_then(|fenced| fenced.functions.parse().ok()),
        imports,
        limits: claim.limits(),
        kept: sources.map(|(graph, noticed)| kept(claim, graph, noticed)),
        memory_maximum: claim.module.as_ref().and_then(|read| read.module.maximum_memory()),
        features,
        containment: containment(&checks, &grants, escapes, policy),
        evidence: evidence(claim, &checks),
        grants,
        checks,
        executables: claim.records.keys().cloned().collect(),
    }
}

fn kept(claim: &Claim, graph: &Graph<'_>, noticed: &[Noticed]) -> Vec<Location> {
    let concerned = |package: &str| package == claim.wrapper || graph.asks_for(package, &claim.wrapper);
    let kept = noticed.iter().filter(|one| matches!(one.what, What::Kept(_)) && concerned(&one.package));
    kept.map(|one| one.place.clone()).collect()
}

fn containment(checks: &[Check], grants: &[String], escapes: bool, policy: &Policy) -> Containment {
    let mut failed = checks.iter().filter(|check| check.outcome == Outcome::Fails);
    let broken = failed.any(|check| match check.rule.as_str() {
        // What nobody has locked yet is fenced nevertheless.
        "RF402" => false,
        // Another compiler gives other code, and whether that matters is for the policy to say.
        "RF401" => rules::find("RF401").is_some_and(|rule| policy.level(rule) == Level::Deny),
        _ => true,
    });
    match (broken, escapes, grants.is_empty()) {
        (true, _, _) => Containment::Broken,
        (false, true, _) => Containment::IsolatedEscapes,
        (false, false, false) => Containment::IsolatedGrants,
        (false, false, true) => Containment::Isolated,
    }
}

fn evidence(claim: &Claim, checks: &[Check]) -> Evidence {
    let verified = checks.iter().any(|check| check.name == "rebuild" && check.outcome == Outcome::Holds);
    match &claim.module {
        None => Evidence::Declared,
        Some(_) if verified => Evidence::Verified,
        Some(_) => Evidence::Observed,
    }
}

/// Whether an escape that nobody accepted is about a library: it is in the wrapper, or in a package that asks for that. Without
/// a graph, a package that wraps nothing itself could mean any.
fn concerns(exit: &Exit, claim: &Claim, graph: Option<&Graph<'_>>) -> bool {
    if exit.kind != "escape" || exit.accepted.is_some() {
        return false;
    }
    exit.package == claim.wrapper || graph.is_none_or(|graph| graph.asks_for(&exit.package, &claim.wrapper))
}

fn input(
    claim: &Claim,
    source: Option<&str>,
    graph: Option<&Graph<'_>>,
    policy: &Policy,
) -> Option<super::report::Untrusted> {
    let source_name = source.map(identity::name);
    let wrapper = identity::name(&claim.wrapper);
    let package = source.and_then(|source| graph?.named(source));
    let categories = package.map(|package| package.categories.clone()).unwrap_or_default();
    let names: Vec<&str> =
        [Some(claim.library.as_str()), source_name, Some(wrapper)].into_iter().flatten().collect();
    untrusted::of(&names, &categories, policy)
}

/// All exits of all executables, each once.
pub(crate) fn exits(executables: &[Opened], graph: Option<&Graph<'_>>) -> Vec<Exit> {
    let all: BTreeSet<&records::Exit> = executables.iter().flat_map(|executable| &executable.exits).collect();
    all.into_iter().map(|exit| of_record(exit, graph)).collect()
}

fn of_record(exit: &records::Exit, graph: Option<&Graph<'_>>) -> Exit {
    let package = identity::name(&exit.package);
    let id = match &exit.reason {
        Some(reason) => identity::of(&["RF301", package, &exit.module, &exit.value, reason]),
        None => identity::of(&[&exit.kind, package, &exit.module, &exit.rule, &exit.value]),
    };
    Exit {
        id,
        package: exit.package.clone(),
        place: Location { file: file(exit, graph), line: exit.line.max(1) },
        kind: exit.kind.clone(),
        rule: exit.rule.clone(),
        value: exit.value.clone(),
        reason: exit.reason.clone(),
        accepted: None,
    }
}

/// Records name files of members relative to the workspace, and those of other packages relative to those.
fn file(exit: &records::Exit, graph: Option<&Graph<'_>>) -> String {
    let elsewhere = || format!("{}/{}", exit.package, exit.file);
    let Some(graph) = graph else { return elsewhere() };
    let Some(package) = graph.named(&exit.package) else { return elsewhere() };
    let folder = package.manifest_path.parent().map(|folder| folder.as_std_path().join(&exit.file));
    match (graph.origin(package), folder) {
        (Origin::Workspace, Some(path)) if path.is_file() => graph.relative(&path),
        (Origin::Workspace, _) => exit.file.clone(),
        _ => elsewhere(),
    }
}
