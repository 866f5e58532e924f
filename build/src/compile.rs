//! C files to WebAssembly objects.

use std::any::Any;
use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Mutex};

use cc::{BuildMessage, BuildMessageKind, BuildMessageLogger};

use crate::inputs::Language;
use crate::module::hints;
use crate::toolchain::{TRIPLE, Tool, Toolchain};
use crate::{Environment, Error, depfile, flags, sysroot};

/// A toolchain made ready for one build: its sysroot exists and its environment is clean.
pub(crate) struct Compiler<'a> {
    toolchain: &'a Toolchain,
    environment: &'a Environment,
    sysroot: Option<PathBuf>,
}

/// What to compile, and how.
pub(crate) struct Job<'a> {
    /// Absolute paths.
    pub(crate) files: &'a [PathBuf],
    /// Absolute paths.
    pub(crate) includes: &'a [PathBuf],
    /// Macros and other flags, in order.
    pub(crate) flags: &'a [String],
    /// Flags for C++ files, after the others.
    pub(crate) cpp_flags: &'a [String],
    /// Folder prefixes and what stands for them in the module.
    pub(crate) prefixes: &'a [(PathBuf, String)],
    /// Where the objects go.
    pub(crate) output: &'a Path,
    /// Triple of the machine that compiles.
    pub(crate) host: &'a str,
}

/// What came out.
pub(crate) struct Objects {
    /// In the order of the files.
    pub(crate) files: Vec<PathBuf>,
    /// Headers that were read, without those of the C library.
    pub(crate) headers: BTreeSet<PathBuf>,
}

impl<'a> Compiler<'a> {
    pub(crate) fn new(
        toolchain: &'a Toolchain,
        environment: &'a Environment,
        scratch: &Path,
    ) -> Result<Self, Error> {
        let sysroot = toolchain.libc().map(|libc| sysroot::prepare(libc, scratch)).transpose()?;
        Ok(Self { toolchain, environment, sysroot })
    }

    /// A command for a single run of the compiler, outside of `cc`.
    pub(crate) fn command(&self) -> Command {
        let mut command = self.toolchain.compiler.command(self.environment);
        command.args(["-target", TRIPLE]).args(self.isolation()).arg("-O2");
        command
    }

    /// First line of the compiler's own version text.
    #[cfg(feature = "bindings")]
    pub(crate) fn version(&self) -> &str {
        &self.toolchain.version
    }

    /// The variables that its commands see, before those that leak are taken out.
    #[cfg(feature = "bindings")]
    pub(crate) fn environment(&self) -> &Environment {
        self.environment
    }

    /// Flags that keep the host out.
    pub(crate) fn isolation(&self) -> Vec<String> {
        let Some(sysroot) = &self.sysroot else { return Vec::new() };
        // The deprecation is that of the target's name, which compilers and distributions spell differently.
        vec![format!("--sysroot={}", sysroot.display()), "-Wno-deprecated".to_owned()]
    }

    /// All flags of a build for C, for somebody else's build system.
    pub(crate) fn flags(
        &self,
        prefixes: &[(PathBuf, String)],
        includes: &[PathBuf],
        own: &[String],
    ) -> Vec<String> {
        let fixed = self.fixed(prefixes).into_iter().map(|flag| flag.to_string_lossy().into_owned());
        let includes = includes.iter().map(|folder| format!("-I{}", folder.display()));
        // Who names the target `wasm32-wasip1` looks for the C library in other folders than it lies in.
        let target = self.sysroot.as_ref().map(|_| format!("--target={TRIPLE}"));
        target.into_iter().chain(fixed).chain(includes).chain(own.iter().cloned()).collect()
    }

    /// Flags that no library chooses.
    fn fixed(&self, prefixes: &[(PathBuf, String)]) -> Vec<OsString> {
        let ours = flags::HARDENED.iter().chain(flags::SECTIONS).map(OsString::from);
        let maps = prefixes.iter().map(|(folder, name)| prefix_map(folder, name));
        self.isolation().into_iter().map(OsString::from).chain(ours).chain(maps).collect()
    }

    /// Compiles all files of a job, several at a time when cargo grants the jobs.
    pub(crate) fn compile(&self, library: &str, job: &Job<'_>) -> Result<Objects, Error> {
        let mut files = Vec::new();
        for language in [Language::C, Language::Cpp] {
            let is = |file: &&PathBuf| Language::of(file, library).is_ok_and(|one| one == language);
            let sources: Vec<_> = job.files.iter().filter(is).collect();
            if !sources.is_empty() {
                files.extend(self.compile_one(library, job, language, &sources)?);
            }
        }
        let headers = depfile::headers(&files, job.files)?;
        Ok(Objects { files, headers })
    }

    fn compile_one(
        &self,
        library: &str,
        job: &Job<'_>,
        language: Language,
        sources: &[&PathBuf],
    ) -> Result<Vec<PathBuf>, Error> {
        let messages = Arc::new(Messages::default());
        let mut build = self.build(job, language);
        build.files(sources).message_logger(Some(messages.clone()));
        build.try_compile_intermediates().map_err(|error| Error::Compile {
            library: library.to_owned(),
            message: messages.explain(&error),
        })
    }

    fn build(&self, job: &Job<'_>, language: Language) -> cc::Build {
        let mut build = cc::Build::new();
        let tool = match language {
            Language::C => self.toolchain.compiler.clone(),
            Language::Cpp => self.toolchain.cpp_compiler(),
        };
        select(&mut build, &tool, self.environment);
        build
            .target(TRIPLE)
            .host(job.host)
            .opt_level(2)
            .debug(false)
            .out_dir(job.output)
            .cargo_metadata(false)
            .cargo_warnings(false)
            .emit_rerun_if_env_changed(false)
            .inherit_rustflags(false)
            .warnings(false)
            .extra_warnings(false);
        build.flags(self.fixed(job.prefixes)).flag("-MMD");
        build.includes(job.includes).flags(job.flags);
        if language == Language::Cpp {
            build.flags(job.cpp_flags);
        }
        build
    }
}

/// `-ffile-prefix-map=FOLDER=NAME` for `__FILE__` and debug information.
fn prefix_map(folder: &Path, name: &str) -> OsString {
    let mut flag = OsString::from("-ffile-prefix-map=");
    flag.push(folder);
    flag.push("=");
    flag.push(name);
    flag
}

/// Tells `cc` which compiler to use. It takes a path, or words from `CC`; the latter is the only way for a tool
/// with arguments of its own, and its folder then goes into `PATH` so that blanks in it do no harm.
fn select(build: &mut cc::Build, tool: &Tool, environment: &Environment) {
    let mut variables = environment.for_compilers();
    if tool.arguments.is_empty() {
        build.compiler(&tool.program);
    } else {
        let folders = tool.program.parent().map(Path::to_path_buf).into_iter();
        let path = environment.variable("PATH").unwrap_or_default();
        if let Ok(joined) = std::env::join_paths(folders.chain(std::env::split_paths(path))) {
            variables.insert("PATH".into(), joined);
        }
        let name = tool.program.file_name().unwrap_or_default().to_string_lossy();
        variables.insert("CC".into(), format!("{name} {}", tool.arguments.join(" ")).into());
    }
    build.set_envs_snapshot(variables);
}

/// Collects what the compiler says, to be shown if it fails.
#[derive(Default)]
struct Messages {
    lines: Mutex<Vec<String>>,
}

impl Messages {
    fn explain(&self, error: &cc::Error) -> String {
        let lines = self.lines.lock().map(|lines| lines.join("\n")).unwrap_or_default();
        if lines.trim().is_empty() {
            return error.to_string();
        }
        match hints::header(&lines).or_else(|| hints::exceptions(&lines)) {
            Some(hint) => format!("{}\n\n{hint}", lines.trim_end()),
            None => lines,
        }
    }
}

impl BuildMessageLogger for Messages {
    fn log(&self, kind: BuildMessageKind, message: BuildMessage<'_>, _extra: &dyn Any) {
        if let (BuildMessageKind::StderrForwarding, Ok(mut lines)) = (kind, self.lines.lock()) {
            lines.push(message.to_string());
        }
    }
}
