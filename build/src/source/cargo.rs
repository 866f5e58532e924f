//! Asking cargo, which knows about lock files, registries, mirrors and vendored folders.

use std::path::PathBuf;

use cargo_metadata::{CargoOpt, DependencyKind, Metadata, MetadataCommand, Package};

use super::SourceCrate;
use crate::Environment;
use crate::context::Context;

/// Without the network: the usual case, and fast. The lock file is never touched.
pub(super) fn locate_offline(
    crate_name: &str,
    context: &Context,
    environment: &Environment,
) -> Result<SourceCrate, String> {
    locate(crate_name, context, environment, &["--locked", "--offline"])
}

/// With the network: `cargo build` does not download what it does not build.
pub(super) fn locate_online(
    crate_name: &str,
    context: &Context,
    environment: &Environment,
) -> Result<SourceCrate, String> {
    locate(crate_name, context, environment, &["--locked"])
}

fn locate(
    crate_name: &str,
    context: &Context,
    environment: &Environment,
    options: &[&str],
) -> Result<SourceCrate, String> {
    let metadata = ask(context, environment, options)?;
    choose(crate_name, context, &metadata).ok_or_else(|| {
        format!("`{crate_name}` is not among the locked dependencies of {}", context.manifest().display())
    })
}

fn ask(context: &Context, environment: &Environment, options: &[&str]) -> Result<Metadata, String> {
    let mut command = MetadataCommand::new();
    command
        .manifest_path(context.manifest())
        // Cargo reads its configuration (mirrors, vendored folders) from where it runs.
        .current_dir(&context.manifest_dir)
        .features(CargoOpt::AllFeatures)
        .other_options(options.iter().map(|option| (*option).to_owned()).collect::<Vec<_>>());
    if let Some(cargo) = environment.path("CARGO") {
        command.cargo_path(cargo);
    }
    command.exec().map_err(|error| error.to_string())
}

/// The version that this very package depends on: a workspace may hold several.
fn choose(crate_name: &str, context: &Context, metadata: &Metadata) -> Option<SourceCrate> {
    let root = metadata.packages.iter().find(|package| same_file(package, context))?;
    let node = metadata.resolve.as_ref()?.nodes.iter().find(|node| node.id == root.id)?;
    node.deps.iter().find_map(|dependency| {
        let package = metadata.packages.iter().find(|package| package.id == dependency.pkg)?;
        if package.name.as_str() != crate_name {
            return None;
        }
        let also_native = dependency.dep_kinds.iter().any(|kind| {
            kind.kind == DependencyKind::Normal
                && kind.target.as_ref().is_none_or(|target| target.to_string() != "cfg(any())")
        });
        Some(SourceCrate {
            name: package.name.to_string(),
            version: package.version.to_string(),
            folder: package.manifest_path.parent()?.as_std_path().to_path_buf(),
            watched: watched(context, metadata),
            is_local: package.source.is_none(),
            also_native,
        })
    })
}

fn same_file(package: &Package, context: &Context) -> bool {
    let ours = context.manifest();
    let theirs = package.manifest_path.as_std_path();
    theirs == ours || matches!((theirs.canonicalize(), ours.canonicalize()), (Ok(a), Ok(b)) if a == b)
}

fn watched(context: &Context, metadata: &Metadata) -> Vec<PathBuf> {
    let lock = metadata.workspace_root.as_std_path().join("Cargo.lock");
    [context.manifest(), lock].into_iter().filter(|path| path.is_file()).collect()
}
