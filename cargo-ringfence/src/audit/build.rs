//! What cargo says of a build: which packages were compiled, what build scripts link, where executables are.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufReader, Read as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use cargo_metadata::{Message, Metadata, MetadataCommand, Package, PackageId};
use indicatif::{ProgressBar, ProgressStyle};

use super::error::Error;
use super::options;

/// Folder of our own builds, in cargo's target folder.
pub(crate) const FOLDER: &str = "ringfence-audit";

/// Messages in which what the compiler says of a package is for people.
const RENDERED: &str = "json-render-diagnostics";

/// A build.
pub(crate) struct Built {
    /// The dependency graph.
    pub(crate) metadata: Metadata,
    /// Build scripts that ran.
    pub(crate) scripts: Vec<Script>,
    /// What the compiler made.
    pub(crate) artifacts: Vec<Artifact>,
    /// Triple that was built for.
    pub(crate) target: String,
    /// Whether what is only part of the build lies apart from what is part of the program.
    pub(crate) apart: bool,
    /// Whether cargo came to an end.
    pub(crate) finished: bool,
}

/// A build script that ran.
pub(crate) struct Script {
    pub(crate) package: PackageId,
    /// Arguments for the linker: `static=z`.
    pub(crate) libraries: Vec<String>,
    /// Folders that the linker searches.
    pub(crate) paths: Vec<PathBuf>,
    pub(crate) out_dir: PathBuf,
    /// It is part of the build and not of the program.
    pub(crate) host: bool,
}

/// A library or an executable that was compiled.
pub(crate) struct Artifact {
    pub(crate) package: PackageId,
    pub(crate) files: Vec<PathBuf>,
    pub(crate) executable: Option<PathBuf>,
    pub(crate) kind: ArtifactKind,
    /// It is part of the build and not of the program.
    pub(crate) host: bool,
}

/// What was compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ArtifactKind {
    BuildScript,
    ProcMacro,
    /// A library that other programs load.
    Shared,
    Other,
}

/// Asks cargo for the dependency graph.
pub(crate) fn metadata(options: &options::Build) -> Result<Metadata, Error> {
    let ask = |platform: Option<&str>| {
        let mut command = MetadataCommand::new();
        if let Some(path) = &options.manifest_path {
            command.manifest_path(path);
        }
        let platform = platform.map(|triple| format!("--filter-platform={triple}"));
        command.other_options(flags(options).into_iter().chain(platform).collect::<Vec<_>>()).exec()
    };
    // Sources of fenced libraries are often dependencies of no platform. Who has not fetched those of all platforms can
    // be audited nevertheless.
    ask(None).or_else(|error| ask(Some(&triple(options)?)).map_err(|_| Error::usage(error)))
}

/// Builds, or reads the messages of a build.
pub(crate) fn build(options: &options::Build, metadata: Metadata, folder: &Path) -> Result<Built, Error> {
    let target = triple(options)?;
    let messages = match &options.messages {
        Some(path) => read(path)?,
        None => run(&mut cargo(options, "build", RENDERED, &target, folder, &metadata), &metadata)?,
    };
    Ok(gathered(messages, metadata, target))
}

/// Flags that cargo's commands share.
fn flags(options: &options::Build) -> Vec<String> {
    let mut flags = Vec::new();
    let switches = [
        (options.locked, "--locked"),
        (options.offline, "--offline"),
        (options.all_features, "--all-features"),
        (options.no_default_features, "--no-default-features"),
    ];
    flags.extend(switches.iter().filter(|(on, _)| *on).map(|(_, flag)| (*flag).to_owned()));
    flags.extend(options.features.iter().map(|features| format!("--features={features}")));
    flags
}

/// A command of cargo that tells what it does. The target is always named, so that what is only part of the build gets
/// folders of its own.
pub(crate) fn cargo(
    options: &options::Build,
    command: &str,
    messages: &str,
    target: &str,
    folder: &Path,
    metadata: &Metadata,
) -> Command {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args([command, "--message-format", messages, "--target", target]);
    cargo.arg("--target-dir").arg(folder);
    cargo.arg("--manifest-path");
    match &options.manifest_path {
        Some(path) => cargo.arg(path),
        None => cargo.arg(here(metadata)),
    };
    for package in &options.package {
        cargo.args(["--package", package]);
    }
    let profile = profile(options);
    cargo.args(["--profile", &profile]);
    // Names of functions tell what of an archive became part of the program.
    cargo.args(["--config", &format!("profile.{profile}.strip=\"none\"")]);
    cargo.args(flags(options)).stdin(Stdio::null());
    cargo
}

/// The manifest that cargo finds in the current folder: a member's, or the workspace's.
fn here(metadata: &Metadata) -> PathBuf {
    let current = std::env::current_dir().unwrap_or_default();
    let near = current.ancestors().map(|folder| folder.join("Cargo.toml")).find(|path| path.is_file());
    near.unwrap_or_else(|| metadata.workspace_root.as_std_path().join("Cargo.toml"))
}

/// Name of the profile.
pub(crate) fn profile(options: &options::Build) -> String {
    match (&options.profile, options.release) {
        (Some(name), _) => name.clone(),
        (None, true) => "release".to_owned(),
        (None, false) => "dev".to_owned(),
    }
}

/// The triple that was asked for, or this machine's.
fn triple(options: &options::Build) -> Result<String, Error> {
    if let Some(triple) = &options.target {
        return Ok(triple.clone());
    }
    crate::host::triple().map_err(Error::Usage)
}

fn read(path: &Path) -> Result<Vec<Message>, Error> {
    let failed = |error: std::io::Error| Error::Usage(format!("{}: {error}", path.display()));
    let file = BufReader::new(File::open(path).map_err(failed)?);
    let messages: Vec<Message> = Message::parse_stream(file).collect::<Result<_, _>>().map_err(failed)?;
    let is_ours = |message: &Message| !matches!(message, Message::TextLine(_));
    match messages.iter().any(is_ours) {
        true => Ok(messages),
        false => Err(Error::Usage(format!(
            "{}: no messages of cargo: write them with `cargo build --message-format=json`",
            path.display()
        ))),
    }
}

/// Runs cargo with a bar on standard error. What it prints there is shown if it fails.
pub(crate) fn run(command: &mut Command, metadata: &Metadata) -> Result<Vec<Message>, Error> {
    let failed = |error: std::io::Error| Error::Incomplete(format!("cargo: {error}"));
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().map_err(failed)?;
    let complaints = child.stderr.take().map(|mut stderr| {
        std::thread::spawn(move || {
            let mut text = Vec::new();
            let _ = stderr.read_to_end(&mut text);
            String::from_utf8_lossy(&text).into_owned()
        })
    });
    let bar = bar(metadata.packages.len());
    let mut messages = Vec::new();
    if let Some(stdout) = child.stdout.take() {
        for message in Message::parse_stream(BufReader::new(stdout)) {
            let message = message.map_err(failed)?;
            if let Message::CompilerArtifact(artifact) = &message {
                bar.inc(1);
                bar.set_message(artifact.target.name.clone());
            }
            messages.push(message);
        }
    }
    let status = child.wait().map_err(failed)?;
    bar.finish_and_clear();
    let complaints = complaints.and_then(|thread| thread.join().ok()).unwrap_or_default();
    match status.success() {
        true => Ok(messages),
        false => Err(Error::Incomplete(format!("the build failed:\n{}", complaints.trim_end()))),
    }
}

/// On standard error, and only when that is a terminal.
fn bar(packages: usize) -> ProgressBar {
    let bar = ProgressBar::new(packages as u64);
    if let Ok(style) = ProgressStyle::with_template("building [{bar:30}] {pos} {wide_msg}") {
        bar.set_style(style);
    }
    bar
}

fn gathered(messages: Vec<Message>, metadata: Metadata, target: String) -> Built {
    let (mut scripts, mut artifacts, mut finished) = (Vec::new(), Vec::new(), false);
    for message in messages {
        match message {
            Message::BuildScriptExecuted(script) => scripts.push(Script {
                package: script.package_id,
                libraries: script.linked_libs.iter().map(ToString::to_string).collect(),
                paths: script.linked_paths.iter().map(|path| folder(path.as_str())).collect(),
                out_dir: script.out_dir.into_std_path_buf(),
                host: false,
            }),
            Message::CompilerArtifact(artifact) => artifacts.push(Artifact {
                kind: kind(&artifact.target),
                package: artifact.package_id,
                files: artifact.filenames.into_iter().map(Into::into).collect(),
                executable: artifact.executable.map(Into::into),
                host: false,
            }),
            Message::BuildFinished(end) => finished = end.success,
            _ => {}
        }
    }
    let mut built = Built { metadata, scripts, artifacts, target, apart: false, finished };
    built.sort_sides();
    built
}

/// What stands before `=` says what is searched for there.
fn folder(path: &str) -> PathBuf {
    let kinds = ["native=", "dependency=", "crate=", "framework=", "all="];
    PathBuf::from(kinds.iter().find_map(|kind| path.strip_prefix(kind)).unwrap_or(path))
}

fn kind(target: &cargo_metadata::Target) -> ArtifactKind {
    if target.is_custom_build() {
        ArtifactKind::BuildScript
    } else if target.is_proc_macro() {
        ArtifactKind::ProcMacro
    } else if target.is_cdylib() || target.is_dylib() {
        ArtifactKind::Shared
    } else {
        ArtifactKind::Other
    }
}

impl Built {
    pub(crate) fn package(&self, id: &PackageId) -> Option<&Package> {
        self.metadata.packages.iter().find(|package| package.id == *id)
    }

    /// Packages of which something was compiled.
    pub(crate) fn compiled(&self) -> BTreeSet<&PackageId> {
        self.artifacts.iter().map(|made| &made.package).collect()
    }

    /// Packages of which something is part of the program, and not only of the build.
    pub(crate) fn in_program(&self) -> BTreeSet<&PackageId> {
        self.artifacts.iter().filter(|made| !made.host).map(|made| &made.package).collect()
    }

    /// Cargo keeps what is for a named target in a folder with its name. Without one, both sides share their folders, and
    /// the dependency graph decides.
    fn sort_sides(&mut self) {
        let target = self.target.clone();
        let for_target = |path: &Path| path.components().any(|part| part.as_os_str() == target.as_str());
        self.apart = self.scripts.iter().any(|script| for_target(&script.out_dir))
            || self.artifacts.iter().any(|made| made.files.iter().any(|file| for_target(file)));
        let shipped = if self.apart { BTreeSet::new() } else { shipped(&self.metadata) };
        let apart = self.apart;
        for script in &mut self.scripts {
            script.host = match apart {
                true => !for_target(&script.out_dir),
                false => !shipped.contains(&script.package),
            };
        }
        for made in &mut self.artifacts {
            let compiler = matches!(made.kind, ArtifactKind::BuildScript | ArtifactKind::ProcMacro);
            made.host = compiler
                || match apart {
                    true => !made.files.iter().any(|file| for_target(file)),
                    false => !shipped.contains(&made.package),
                };
        }
    }
}

/// Packages that members reach without build dependencies and procedural macros.
fn shipped(metadata: &Metadata) -> BTreeSet<PackageId> {
    let macros: BTreeSet<_> = metadata
        .packages
        .iter()
        .filter(|package| package.targets.iter().any(cargo_metadata::Target::is_proc_macro))
        .map(|package| package.id.clone())
        .collect();
    let nodes = metadata.resolve.as_ref().map(|resolve| resolve.nodes.as_slice()).unwrap_or_default();
    let mut reached = BTreeSet::new();
    let mut next: Vec<PackageId> = metadata.workspace_members.clone();
    while let Some(id) = next.pop() {
        if macros.contains(&id) || !reached.insert(id.clone()) {
            continue;
        }
        let Some(node) = nodes.iter().find(|node| node.id == id) else { continue };
        let normal = node.deps.iter().filter(|dependency| {
            dependency.dep_kinds.iter().any(|kind| kind.kind == cargo_metadata::DependencyKind::Normal)
        });
        next.extend(normal.map(|dependency| dependency.pkg.clone()));
    }
    reached
}
