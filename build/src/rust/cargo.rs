//! Building a guest.
//!
//! cargo does it, by itself and not as part of the build that is running: with the guest's own lock file and
//! profile, and with none of the variables that cargo set for the host. All guests of a build share one target
//! folder, because each may need the standard library built first.

use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::Command;

use cargo_metadata::{Message, TargetKind};

use super::compiler::TRIPLE;
use super::{Guest, RustCompiler, paths};
use crate::context::Context;
use crate::link::PAGE;
use crate::{Environment, Error, depfile, files};

/// The variable that names another target folder for guests.
pub(crate) const TARGET_VARIABLE: &str = "RINGFENCE_GUEST_TARGET_DIR";

/// Exports that the host looks for, besides functions.
const SYMBOLS: &[&str] = &[ringfence_guest::ARENA_SYMBOL, "__ringfence_panic"];

/// A guest to build.
pub(crate) struct Job<'a> {
    pub(crate) library: &'a str,
    pub(crate) guest: &'a Guest,
    pub(crate) compiler: &'a RustCompiler,
    pub(crate) stack_bytes: u64,
    pub(crate) memory_bytes: u64,
    pub(crate) context: &'a Context,
    pub(crate) environment: &'a Environment,
}

/// The module, and every file of the guest's own and of its path dependencies that went into it.
pub(crate) fn build(job: &Job<'_>) -> Result<(Vec<u8>, BTreeSet<PathBuf>), Error> {
    let target = claim(job)?;
    let output = compilation(job, &target).output();
    let output = output.map_err(|error| Error::file("start", Path::new("cargo"), error))?;
    if !output.status.success() {
        let message = String::from_utf8_lossy(&output.stderr).trim_end().to_owned();
        return Err(Error::Rust { library: job.library.to_owned(), message });
    }
    if let Some(mistakes) = &job.guest.mistakes {
        return Err(Error::Rust { library: job.library.to_owned(), message: mistakes.clone() });
    }
    let module = module(&output.stdout).ok_or_else(|| Error::Rust {
        library: job.library.to_owned(),
        message: "cargo built the guest and named no module".to_owned(),
    })?;
    let read = depfile::headers(std::slice::from_ref(&module), &job.guest.files).unwrap_or_default();
    Ok((files::read(&module)?, read))
}

/// Cargo, in the guest's folder.
pub(crate) fn command(job: &Job<'_>) -> Command {
    let cargo = job.environment.path("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.env_clear().envs(variables(job.environment));
    command.env("RUSTC", &job.compiler.rustc).current_dir(&job.guest.folder);
    command
}

fn compilation(job: &Job<'_>, target: &Path) -> Command {
    let compiler = job.compiler;
    let mut command = command(job);
    command.env("CARGO_ENCODED_RUSTFLAGS", paths::flags(job).join("\x1f"));
    command.env("CARGO_PROFILE_RELEASE_PANIC", "abort");
    command.env("CARGO_PROFILE_RELEASE_DEBUG", "line-tables-only");
    if let Some(linker) = &compiler.linker {
        command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
    }
    command.args(["rustc", "--lib", "--crate-type=cdylib", "--release", "--locked"]);
    command.args(["--target", TRIPLE, "--message-format=json-render-diagnostics"]);
    command.arg("--target-dir").arg(target);
    if compiler.builds_std {
        command.env("RUSTC_BOOTSTRAP", "1").arg("-Zbuild-std=std,panic_abort");
    }
    command.arg("--").arg(format!("--remap-path-prefix={}=.", job.guest.folder.display()));
    command.args(link_arguments(job.stack_bytes, job.memory_bytes));
    command
}

/// What the linker is told beyond what the compiler tells it: the stack first, below all data, for one.
pub(crate) fn link_arguments(stack_bytes: u64, memory_bytes: u64) -> Vec<String> {
    let own = [
        "-zstack-size=".to_owned() + &stack_bytes.next_multiple_of(16).to_string(),
        "--stack-first".to_owned(),
        format!("--max-memory={}", memory_bytes / PAGE * PAGE),
    ];
    let symbols = SYMBOLS.iter().map(|symbol| format!("--export-if-defined={symbol}"));
    own.into_iter().chain(symbols).map(|argument| format!("-Clink-arg={argument}")).collect()
}

/// The environment without what cargo and the user set for builds of the host.
pub(crate) fn variables(environment: &Environment) -> impl Iterator<Item = (OsString, OsString)> {
    environment.for_compilers().into_iter().filter(|(name, _)| !is_of_the_host(name))
}

/// Variables of cargo that say where it keeps things and how it reaches the network.
const KEPT: &[&str] =
    &["CARGO_HOME", "CARGO_NET_", "CARGO_HTTP_", "CARGO_REGISTR", "CARGO_SOURCE_", "CARGO_MAKEFLAGS"];

fn is_of_the_host(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    let of_cargo = name.starts_with("CARGO") && !KEPT.iter().any(|kept| name.starts_with(kept));
    let of_build = ["OUT_DIR", "TARGET", "HOST", "NUM_JOBS", "OPT_LEVEL", "PROFILE", "DEBUG", "RUSTFLAGS"];
    let of_rustc = name.starts_with("RUSTC") || name.starts_with("CLIPPY") || name.starts_with("DEP_");
    of_cargo || of_rustc || of_build.contains(&&*name)
}

/// The module among cargo's messages: the last library that was built.
fn module(messages: &[u8]) -> Option<PathBuf> {
    let artifacts = Message::parse_stream(messages).flatten().filter_map(|message| match message {
        Message::CompilerArtifact(artifact) => Some(artifact),
        _ => None,
    });
    let modules = artifacts.filter(|artifact| artifact.target.kind.iter().any(is_library));
    let files = modules.flat_map(|artifact| artifact.filenames);
    files.filter(|file| file.extension() == Some("wasm")).last().map(Into::into)
}

fn is_library(kind: &TargetKind) -> bool {
    matches!(kind, TargetKind::Lib | TargetKind::CDyLib | TargetKind::RLib)
}

/// The target folder. Cargo names a module after its crate alone, so two guests of one name must not share one.
fn claim(job: &Job<'_>) -> Result<PathBuf, Error> {
    let shared = job.environment.path(TARGET_VARIABLE).unwrap_or_else(|| shared_folder(job.context));
    let owners = shared.join("owners");
    files::create_folder(&owners)?;
    let owner = owners.join(&job.guest.name);
    let ours = job.guest.folder.as_os_str().as_encoded_bytes();
    if let Ok(mut file) = std::fs::OpenOptions::new().write(true).create_new(true).open(&owner) {
        std::io::Write::write_all(&mut file, ours).map_err(|error| Error::file("write", &owner, error))?;
        return Ok(shared);
    }
    match std::fs::read(&owner) {
        Ok(first) if first == ours => Ok(shared),
        _ => Ok(shared.join(files::sha256(ours).split_at(16).0)),
    }
}

/// Beside the profiles of the host's own build, so that it is found again and cleaned with them.
fn shared_folder(context: &Context) -> PathBuf {
    let build = context.out_dir.ancestors().find(|folder| folder.ends_with("build"));
    let target = build.and_then(Path::parent).and_then(Path::parent);
    target.unwrap_or(&context.out_dir).join("ringfence-guests")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_guest_does_not_see_what_cargo_set_for_the_host() {
        let environment = Environment::empty()
            .with("CARGO_ENCODED_RUSTFLAGS", "-Ctarget-cpu=native")
            .with("CARGO_BUILD_TARGET", "aarch64-unknown-linux-gnu")
            .with("CARGO_PKG_NAME", "host")
            .with("RUSTC_WORKSPACE_WRAPPER", "clippy-driver")
            .with("OUT_DIR", "/out")
            .with("CARGO_HOME", "/cargo")
            .with("CARGO_NET_OFFLINE", "true")
            .with("PATH", "/bin");
        let names: Vec<_> =
            variables(&environment).map(|(name, _)| name.to_string_lossy().into_owned()).collect();
        assert_eq!(names, ["CARGO_HOME", "CARGO_NET_OFFLINE", "LC_ALL", "PATH"]);
    }
}
