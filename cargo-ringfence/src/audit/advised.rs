//! Packages with known vulnerabilities, and where they stand to the fence.

use super::build::Built;
use super::facts::{Advised, Standing};
use super::fenced::{Claim, subject};
use super::graph::{Graph, label};
use super::report::Origin;
use crate::advisories::Advisories;

/// What the fence is made of, by the beginnings of names.
const BASE: [&str; 4] = ["ringfence", "wasmtime", "cranelift", "pulley-interpreter"];

/// Packages of the program, of the fence, and behind it.
pub(crate) fn find(
    built: &Built,
    graph: &Graph<'_>,
    claims: &[&Claim],
    advisories: &Advisories,
) -> Vec<Advised> {
    let mut found = Vec::new();
    let mut look = |package: &str, standing: &Standing| {
        let (name, version) = package.split_once(' ').unwrap_or((package, ""));
        found.extend(advisories.of(name, version, &built.target).into_iter().map(|known| Advised {
            package: package.to_owned(),
            standing: standing.clone(),
            known,
        }));
    };
    let in_program = built.in_program();
    for package in built.compiled().into_iter().filter_map(|id| graph.package(id)) {
        // The database is about packages of the registry.
        if graph.origin(package) != Origin::Registry {
            continue;
        }
        let base = BASE.iter().any(|start| package.name.starts_with(start));
        match (base, in_program.contains(&package.id)) {
            (true, _) => look(&label(package), &Standing::Base),
            (false, true) => look(&label(package), &Standing::Open),
            (false, false) => {}
        }
    }
    for claim in claims {
        let standing = Standing::Fenced(subject(&claim.wrapper, &claim.library), claim.wrapper.clone());
        let Some(manifest) = &claim.manifest else { continue };
        let source = super::checks::source(manifest);
        let guests = manifest.rust.iter().flat_map(|rust| rust.packages.iter().cloned());
        source.into_iter().chain(guests).for_each(|package| look(&package, &standing));
    }
    found.sort_by(|a, b| (&a.package, &a.known.id).cmp(&(&b.package, &b.known.id)));
    found.dedup();
    found
}
