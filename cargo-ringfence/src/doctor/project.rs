//! The package in the current folder: are the sources it fences here?

use std::path::Path;

use cargo_metadata::{CargoOpt, Dependency, DependencyKind, Metadata, MetadataCommand, Package};
use serde::Serialize;

use super::Verdict;

/// The package, or the packages of a workspace, that use `ringfence-build`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Project {
    /// Names of the packages.
    pub(crate) name: String,
    /// Crates that only give sources.
    pub(crate) sources: Vec<Source>,
    /// The engine and its compiler, as they are locked.
    pub(crate) engines: Vec<Engine>,
    pub(crate) verdict: Verdict,
    /// What the verdict means, unless it is fine.
    pub(crate) advice: Option<String>,
    /// The command that makes it fine.
    pub(crate) fix: Option<String>,
}

/// A crate whose sources are fenced.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(crate) struct Source {
    pub(crate) name: String,
    /// The locked version, when its files are here.
    pub(crate) version: Option<String>,
}

/// A part of the engine.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(crate) struct Engine {
    pub(crate) name: String,
    pub(crate) version: String,
}

/// Packages that make up the engine, in which advisories are told.
const ENGINE: [&str; 2] = ["cranelift-codegen", "wasmtime"];

/// The condition that is never true: locked and fetched, never built.
const NEVER: &str = "cfg(any())";

/// Lines of cargo's own message that are shown.
const QUOTED: usize = 6;

const BUILD_HELPER: &str = "ringfence-build";

/// `None` outside of packages that use `ringfence-build`.
pub(crate) fn examine() -> Option<Project> {
    let outline = match ask(MetadataCommand::new().no_deps()) {
        Ok(outline) => outline,
        Err(message) => return unreadable(&message),
    };
    let packages = at_hand(&outline, &std::env::current_dir().ok()?);
    let users: Vec<_> = packages.into_iter().filter(|package| uses_build_helper(package)).collect();
    if users.is_empty() {
        return None;
    }
    let names: Vec<_> = users.iter().map(|package| package.name.as_str()).collect();
    let state = if outline.workspace_root.join("Cargo.lock").is_file() {
        resolve().map_err(|error| why(&error))
    } else {
        Err(tight("there is no Cargo.lock yet; the next build writes it", "cargo generate-lockfile"))
    };
    Some(project(names.join(", "), &users, state))
}

fn resolve() -> Result<Metadata, String> {
    let mut command = MetadataCommand::new();
    command.features(CargoOpt::AllFeatures).other_options(["--locked", "--offline"].map(str::to_owned));
    ask(&command)
}

fn ask(command: &MetadataCommand) -> Result<Metadata, String> {
    command.exec().map_err(|error| match error {
        cargo_metadata::Error::CargoMetadata { stderr } => stderr,
        other => other.to_string(),
    })
}

/// A manifest that cargo refuses. Being outside of any package, or without cargo, is no fault.
fn unreadable(message: &str) -> Option<Project> {
    let refused = message.contains("error:") && !message.contains("could not find `Cargo.toml`");
    refused.then(|| project("Cargo.toml".to_owned(), &[], Err(why(message))))
}

/// The package around `folder`; in the root of a workspace without a package, all of them.
fn at_hand<'a>(outline: &'a Metadata, folder: &Path) -> Vec<&'a Package> {
    let root =
        |package: &&Package| package.manifest_path.parent().is_some_and(|root| folder.starts_with(root));
    let around =
        outline.packages.iter().filter(root).max_by_key(|package| package.manifest_path.as_str().len());
    around.map_or_else(|| outline.packages.iter().collect(), |package| vec![package])
}

fn uses_build_helper(package: &Package) -> bool {
    let is_helper = |it: &Dependency| it.name == BUILD_HELPER && it.kind == DependencyKind::Build;
    package.dependencies.iter().any(is_helper)
}

fn project(name: String, users: &[&Package], state: Result<Metadata, Trouble>) -> Project {
    let metadata = state.as_ref().ok();
    let mut sources: Vec<_> = users.iter().flat_map(|package| sources(package, metadata)).collect();
    sources.sort();
    sources.dedup();
    let engines = metadata.map(engines).unwrap_or_default();
    let trouble = state.err();
    Project {
        name,
        sources,
        engines,
        verdict: trouble.as_ref().map_or(Verdict::Fine, |trouble| trouble.verdict),
        fix: trouble.as_ref().and_then(|trouble| trouble.fix).map(str::to_owned),
        advice: trouble.map(|trouble| trouble.advice),
    }
}

fn engines(metadata: &Metadata) -> Vec<Engine> {
    let packages = metadata.packages.iter().filter(|package| ENGINE.contains(&package.name.as_str()));
    let mut engines: Vec<_> = packages
        .map(|package| Engine { name: package.name.to_string(), version: package.version.to_string() })
        .collect();
    engines.sort();
    engines
}

fn sources(user: &Package, metadata: Option<&Metadata>) -> Vec<Source> {
    let never = user
        .dependencies
        .iter()
        .filter(|dependency| dependency.target.as_ref().is_some_and(|target| target.to_string() == NEVER));
    never
        .map(|dependency| Source {
            name: dependency.name.clone(),
            version: metadata.and_then(|metadata| locked(user, &dependency.name, metadata)),
        })
        .collect()
}

/// The version that `user` itself depends on: a workspace may hold several. Cargo lists a package only when it
/// could read its files.
fn locked(user: &Package, name: &str, metadata: &Metadata) -> Option<String> {
    let node = metadata.resolve.as_ref()?.nodes.iter().find(|node| node.id == user.id)?;
    let packages = node.dependencies.iter().filter_map(|id| metadata.packages.iter().find(|it| it.id == *id));
    packages.into_iter().find(|package| package.name == name).map(|package| package.version.to_string())
}

/// Why the sources are not at hand.
struct Trouble {
    verdict: Verdict,
    advice: String,
    fix: Option<&'static str>,
}

/// What cargo's message comes down to. A build repairs most of it by itself, but only with the network.
fn why(message: &str) -> Trouble {
    if message.contains("--locked") {
        return tight(
            "Cargo.lock does not match Cargo.toml; the next build changes it",
            "cargo update --workspace",
        );
    }
    if message.contains("--offline") || message.contains("failed to download") {
        return tight(
            "not all dependencies are fetched; the next build needs the network",
            "cargo fetch --locked",
        );
    }
    let lines = message.lines().skip_while(|line| !line.starts_with("error"));
    let lines: Vec<_> = lines.map(str::trim).filter(|line| !line.is_empty()).take(QUOTED).collect();
    Trouble { verdict: Verdict::Blocks, advice: lines.join("\n"), fix: None }
}

fn tight(advice: &str, fix: &'static str) -> Trouble {
    Trouble { verdict: Verdict::Tight, advice: advice.to_owned(), fix: Some(fix) }
}

#[cfg(test)]
mod tests;
