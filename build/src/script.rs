//! C code that a crate's own `build.rs` compiles, for the fence instead of the host.
//!
//! Cargo runs the script for `wasm32-wasip1`, with our compiler and flags in the variables that the crate `cc` reads,
//! and says in its messages which archives the script made. What cargo does after that fails where no Rust standard
//! library for that target is installed, and is of no interest: the script itself is a program of the host.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use cargo_metadata::Message;

use crate::source::SourceCrate;
use crate::toolchain::{Tool, Toolchain};
use crate::{Environment, Error, files, rust};

/// The target as cargo knows it.
const TARGET: &str = "wasm32-wasip1";

/// Name of the package that depends on the crate and has nothing else.
const PACKAGE: &str = "ringfence-build-script";

/// A script to run.
pub(crate) struct Job<'a> {
    pub(crate) library: &'a str,
    pub(crate) source: &'a SourceCrate,
    pub(crate) toolchain: &'a Toolchain,
    /// Flags for every file.
    pub(crate) flags: &'a [String],
    /// For C++, behind those.
    pub(crate) cpp_flags: &'a [String],
    /// Features of the crate, in place of its default ones.
    pub(crate) features: Option<&'a [String]>,
    /// Variables for the script.
    pub(crate) variables: &'a [(String, String)],
    /// Where cargo runs, and reads its configuration.
    pub(crate) manifest_dir: &'a Path,
    /// Where everything is written.
    pub(crate) work: &'a Path,
    pub(crate) environment: &'a Environment,
}

/// Runs the script and returns copies of the archives it made.
pub(crate) fn run(job: &Job<'_>) -> Result<Vec<PathBuf>, Error> {
    let folder = job.work.join("script");
    write_package(job, &folder)?;
    let output = command(job, &folder).output();
    let output = output.map_err(|error| Error::file("start", Path::new("cargo"), error))?;
    let made = Made::read(&output.stdout);
    // The crate itself may be anywhere in the list; what it depends on has run before it.
    if !made.has_run(job.source) {
        let text = String::from_utf8_lossy(&output.stderr);
        return Err(failed(job, text.trim_end()));
    }
    if let Some(name) = made.foreign.first() {
        return Err(failed(
            job,
            &format!(
                "the script asks for the library `{name}` of this machine, which cannot go behind a fence.\n\
             Many scripts look for it with pkg-config first; a feature (`static`, `vendored`, `bundled`) or a variable \
             of theirs makes them compile their own: `.build_script_features([…])`, `.build_script_env(\"…\", \"1\")`"
            ),
        ));
    }
    collect(job, &made)
}

fn failed(job: &Job<'_>, text: &str) -> Error {
    let Job { library, source, .. } = job;
    Error::Script { library: (*library).to_owned(), name: source.name.clone(), message: text.to_owned() }
}

/// A package whose one dependency is the crate, with the lock file that the wrapper is built with.
fn write_package(job: &Job<'_>, folder: &Path) -> Result<(), Error> {
    let SourceCrate { name, folder: source, watched, .. } = job.source;
    let features =
        job.features.map(|features| format!(", default-features = false, features = {features:?}"));
    let manifest = format!(
        "[package]\nname = \"{PACKAGE}\"\nversion = \"0.0.0\"\nedition = \"2021\"\n\n[lib]\npath = \"lib.rs\"\n\n\
         [dependencies]\n{name} = {{ path = {:?}{} }}\n\n[workspace]\n",
        source.to_string_lossy(),
        features.unwrap_or_default(),
    );
    files::create_folder(folder)?;
    files::write_if_changed(&folder.join("Cargo.toml"), manifest.as_bytes())?;
    files::write_if_changed(&folder.join("lib.rs"), b"#![no_std]\n")?;
    let lock = folder.join("Cargo.lock");
    match watched.iter().find(|path| path.ends_with("Cargo.lock")) {
        Some(own) if !lock.is_file() => files::write(&lock, files::read(own)?),
        _ => Ok(()),
    }
}

fn command(job: &Job<'_>, folder: &Path) -> Command {
    let cargo = job.environment.path("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.env_clear().envs(rust::variables(job.environment)).envs(variables(job));
    command.envs(job.variables.iter().map(|(name, value)| (name, value)));
    command.current_dir(job.manifest_dir);
    command.args(["build", "--release", "--keep-going", "--message-format=json", "--target", TARGET]);
    command.arg("--manifest-path").arg(folder.join("Cargo.toml"));
    command.arg("--target-dir").arg(folder.join("target"));
    command
}

/// What the crates `cc` and `cmake` read.
fn variables(job: &Job<'_>) -> Vec<(&'static str, OsString)> {
    let joined = |flags: &mut dyn Iterator<Item = &String>| {
        OsString::from(flags.map(|flag| quoted(flag)).collect::<Vec<_>>().join(" "))
    };
    let flags = joined(&mut job.flags.iter());
    let cpp_flags = joined(&mut job.flags.iter().chain(job.cpp_flags));
    vec![
        ("CC_wasm32_wasip1", words(&job.toolchain.compiler)),
        ("CXX_wasm32_wasip1", words(&job.toolchain.cpp_compiler())),
        ("AR_wasm32_wasip1", archiver(job)),
        ("CFLAGS_wasm32_wasip1", flags),
        ("CXXFLAGS_wasm32_wasip1", cpp_flags),
        // Flags may have blanks, in folders.
        ("CC_SHELL_ESCAPED_FLAGS", "1".into()),
    ]
}

fn words(tool: &Tool) -> OsString {
    let mut text = tool.program.clone().into_os_string();
    for argument in &tool.arguments {
        text.push(" ");
        text.push(argument);
    }
    text
}

fn quoted(flag: &str) -> String {
    format!("'{}'", flag.replace('\'', r"'\''"))
}

/// LLVM's archiver where it lies beside clang. The system's own is as good: the linker needs no index.
fn archiver(job: &Job<'_>) -> OsString {
    let compiler = &job.toolchain.compiler.program;
    let name = compiler.file_name().unwrap_or_default().to_string_lossy();
    let beside = name.contains("clang").then(|| compiler.with_file_name(name.replace("clang", "llvm-ar")));
    beside.filter(|path| path.is_file()).map_or_else(|| "ar".into(), PathBuf::into_os_string)
}

/// What the scripts said.
#[derive(Debug, Default, PartialEq, Eq)]
struct Made {
    /// Packages whose scripts ran, as cargo identifies them.
    ran: Vec<String>,
    /// Archives by name, in order.
    archives: Vec<String>,
    /// Folders to look for them in.
    folders: Vec<PathBuf>,
    /// Libraries that are not archives.
    foreign: Vec<String>,
}

impl Made {
    fn read(messages: &[u8]) -> Self {
        let mut made = Self::default();
        for message in Message::parse_stream(messages).flatten() {
            let Message::BuildScriptExecuted(script) = message else { continue };
            made.ran.push(script.package_id.repr);
            for folder in script.linked_paths {
                let folder = folder.as_str();
                made.folders.push(folder.split_once('=').map_or(folder, |(_, folder)| folder).into());
            }
            for library in script.linked_libs {
                // `static:+whole-archive=name:rename`
                let (kind, name) = library.as_str().split_once('=').unwrap_or(("", library.as_str()));
                let name = name.split(':').next().unwrap_or(name).to_owned();
                let list = if kind.starts_with("static") { &mut made.archives } else { &mut made.foreign };
                if !list.contains(&name) {
                    list.push(name);
                }
            }
        }
        // What a script wants from the C or C++ library comes from the fence's own.
        made.foreign
            .retain(|name| !["c", "m", "pthread", "stdc++", "c++", "dl", "rt"].contains(&name.as_str()));
        made
    }

    /// An identifier is `path+file:///folder#name@version`, or `…/name#version` where the folder has the name.
    fn has_run(&self, SourceCrate { name, version, .. }: &SourceCrate) -> bool {
        let ends = [format!("#{name}@{version}"), format!("/{name}#{version}")];
        self.ran.iter().any(|id| ends.iter().any(|end| id.ends_with(end.as_str())))
    }
}

/// Copies of the archives, at paths that say nothing about this machine.
fn collect(job: &Job<'_>, made: &Made) -> Result<Vec<PathBuf>, Error> {
    let folder = job.work.join(FOLDER);
    files::create_folder(&folder)?;
    let copy = |name: &String| {
        let file = format!("lib{name}.a");
        let found = made.folders.iter().map(|folder| folder.join(&file)).find(|path| path.is_file());
        let Some(found) = found else {
            return Err(failed(job, &format!("the script names the archive {file} and did not make it")));
        };
        let path = folder.join(file);
        files::write_if_changed(&path, &files::read(&found)?)?;
        Ok(path)
    };
    made.archives.iter().map(copy).collect()
}

/// Folder of the archives below the one for work.
pub(crate) const FOLDER: &str = "archives";

/// What `build_script` cannot be combined with.
pub(crate) fn check(library: &str, source: Option<&str>) -> Result<(), Error> {
    match source {
        Some(_) => Ok(()),
        None => Err(Error::Setting(format!(
            "{library}: `.build_script()` runs the script of the source crate: name it with `.source_crate(\"…\")`"
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn archives_and_folders_are_read_from_messages() {
        let message = r#"{"reason":"build-script-executed","package_id":"path+file:///crates/tiny-1.0.0#tiny@1.0.0","linked_libs":["static=tiny","static:-bundle=more:renamed","z","m"],"linked_paths":["native=/out/lib"],"cfgs":[],"env":[],"out_dir":"/out"}"#;
        let made = Made::read(
            format!("{{\"reason\":\"build-finished\",\"success\":false}}\n{message}\n").as_bytes(),
        );
        let named = |name: &str, version: &str| SourceCrate {
            name: name.to_owned(),
            version: version.to_owned(),
            folder: PathBuf::new(),
            watched: Vec::new(),
            is_local: false,
            also_native: false,
        };
        assert!(made.has_run(&named("tiny", "1.0.0")) && !made.has_run(&named("tiny", "1.0.1")));
        assert_eq!(made.archives, ["tiny", "more"]);
        assert_eq!(made.foreign, ["z"]);
        assert_eq!(made.folders, [PathBuf::from("/out/lib")]);
    }

    #[test]
    fn flags_survive_a_shell() {
        assert_eq!(quoted("-DX=it's"), r"'-DX=it'\''s'");
    }
}
