//! What a compiler can do beyond plain C, found out by doing it: a few lines are compiled and linked, and the
//! module is checked the way the engine would.
//!
//! The probes need no headers where they can do without, and never see those of the host. Where a compiler needs
//! a few functions of support that Ringfence could bring, the probe brings them: the question is what the
//! compiler can do, not what a distribution happened to package.

mod sources;

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use ringfence_build::toolchain::{Libc, Linker, TRIPLE, Tool, Toolchain};
use wasmparser::{Parser, Payload, Validator};

use super::toolchains::Answer;

/// Variables that would show the host's headers and libraries to a compiler.
const LEAKS: [&str; 5] =
    ["CPATH", "C_INCLUDE_PATH", "CPLUS_INCLUDE_PATH", "LIBRARY_PATH", "CCC_OVERRIDE_OPTIONS"];

/// The current encoding of exceptions. Without the second, clang 22 still emits the one that was given up.
const SETJMP: &[&str] = &["-mllvm", "-wasm-enable-sjlj", "-mllvm", "-wasm-use-legacy-eh=false"];
const EXCEPTIONS: &[&str] = &["-fwasm-exceptions", "-mllvm", "-wasm-use-legacy-eh=false"];

/// How a compiler older than LLVM 22 answers to the flag for the current encoding, and what is made of it.
const LEGACY_FLAG: &str = "-wasm-use-legacy-eh";
const LEGACY: &str = "it emits only the older encoding of exceptions, which the engine does not take";

const RUST_TARGET: &str = "wasm32-unknown-unknown";

/// A C toolchain and a folder to try it in.
pub(super) struct Bench<'a> {
    pub(super) toolchain: &'a Toolchain,
    pub(super) folder: &'a Path,
}

/// Which front end of a compiler is asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Language {
    C,
    Cpp,
}

impl Bench<'_> {
    /// `setjmp` and `longjmp`, by the engine's exceptions.
    pub(super) fn setjmp(&self) -> Answer {
        let mut flags = SETJMP.to_vec();
        if self.is_zig() {
            flags.push("-mexception-handling");
        }
        answer(self.jump(&flags))
    }

    fn jump(&self, flags: &[&str]) -> Result<(), Failure> {
        let objects = [
            self.compile("jump.c", sources::JUMP, Language::C, flags)?,
            self.compile("support.c", sources::JUMP_SUPPORT, Language::C, flags)?,
            self.compile("tag.s", sources::JUMP_TAG, Language::C, &[])?,
        ];
        check(&self.link(&objects, Language::C)?, true)
    }

    /// The C++ library, without exceptions.
    pub(super) fn cpp(&self) -> Answer {
        answer(self.containers())
    }

    fn containers(&self) -> Result<(), Failure> {
        let flags = self.cpp_flags(&["-fno-exceptions"])?;
        let flags: Vec<_> = flags.iter().map(String::as_str).collect();
        let object = self.compile("containers.cpp", sources::CONTAINERS, Language::Cpp, &flags)?;
        check(&self.link(&[object], Language::Cpp)?, false)
    }

    /// `throw` and `catch`, with the runtime that builds bring.
    pub(super) fn exceptions(&self) -> Answer {
        answer(self.throw())
    }

    fn throw(&self) -> Result<(), Failure> {
        if self.is_zig() {
            return Err(Failure::Tool("builds take clang for them".to_owned()));
        }
        let flags = self.cpp_flags(EXCEPTIONS)?;
        let flags: Vec<_> = flags.iter().map(String::as_str).collect();
        let runtime = ringfence_guest::CXX_EXCEPTIONS.files.iter().map(|file| (file.name, file.text));
        let objects = [("throw.cpp", sources::THROW)]
            .into_iter()
            .chain(runtime)
            .map(|(name, text)| self.compile(name, text, Language::Cpp, &flags))
            .collect::<Result<Vec<_>, _>>()?;
        check(&self.link(&objects, Language::Cpp)?, true)
    }

    /// `first`, and where the C++ library's headers are.
    fn cpp_flags(&self, first: &[&str]) -> Result<Vec<String>, Failure> {
        let mut flags: Vec<_> = first.iter().map(|&flag| flag.to_owned()).collect();
        if let Linker::WasmLd { libc, .. } = &self.toolchain.linker {
            let headers =
                cpp_headers(libc).ok_or(Failure::Library("libc++ for WebAssembly is not installed"))?;
            flags.extend(["-nostdlibinc".to_owned(), "-isystem".to_owned(), headers.display().to_string()]);
            flags.extend(["-isystem".to_owned(), libc.headers.display().to_string()]);
        }
        Ok(flags)
    }

    fn is_zig(&self) -> bool {
        self.toolchain.linker == Linker::Driver
    }

    fn compile(
        &self,
        name: &str,
        text: &str,
        language: Language,
        flags: &[&str],
    ) -> Result<PathBuf, Failure> {
        let source = self.folder.join(name);
        std::fs::create_dir_all(self.folder).and_then(|()| std::fs::write(&source, text))?;
        let object = source.with_extension("o");
        let mut command = front_end(&self.toolchain.compiler, language);
        command.args(["-target", TRIPLE, "-O2", "-Wno-deprecated", "-Wno-unused-command-line-argument"]);
        run(command.args(flags).arg("-c").arg(&source).arg("-o").arg(&object))?;
        Ok(object)
    }

    fn link(&self, objects: &[PathBuf], language: Language) -> Result<Vec<u8>, Failure> {
        let output = self.folder.join("probe.wasm");
        let export = format!("--export={}", sources::FUNCTION);
        let mut command = match &self.toolchain.linker {
            Linker::WasmLd { tool, libc } => {
                let mut command = front_end(tool, Language::C);
                command.args(["-m", "wasm32", "--no-entry", &export]).args(objects);
                command.arg("-L").arg(&libc.archives).args(archives(libc, language)).arg(&libc.builtins);
                command
            }
            Linker::Driver => {
                let mut command = front_end(&self.toolchain.compiler, language);
                command.args(["-target", TRIPLE, "-O2", "-mexec-model=reactor", &format!("-Wl,{export}")]);
                command.args(objects);
                command
            }
        };
        run(command.arg("-o").arg(&output))?;
        Ok(std::fs::read(&output)?)
    }
}

/// What `program` calls itself.
pub(super) fn rustc_version(program: &Path) -> Option<String> {
    let output = command(program).arg("--version").output().ok()?;
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// A module from Rust.
pub(super) fn rust(program: &Path, folder: &Path) -> Answer {
    answer(rust_module(program, folder))
}

fn rust_module(program: &Path, folder: &Path) -> Result<(), Failure> {
    let (source, output) = (folder.join("guest.rs"), folder.join("guest.wasm"));
    std::fs::create_dir_all(folder).and_then(|()| std::fs::write(&source, sources::RUST))?;
    let mut command = command(program);
    command.args(["--target", RUST_TARGET, "--crate-type", "cdylib", "-C", "panic=abort", "-O"]);
    let built = run(command.arg(&source).arg("-o").arg(&output));
    built.map_err(|failure| match failure {
        Failure::Tool(text) if text.contains("E0463") => {
            Failure::Library("no standard library: rustup target add wasm32-unknown-unknown")
        }
        other => other,
    })?;
    check(&std::fs::read(&output)?, false)
}

/// Why a probe did not succeed.
enum Failure {
    /// Something to link with is missing.
    Library(&'static str),
    /// What a tool said.
    Tool(String),
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::Tool(error.to_string())
    }
}

fn answer(result: Result<(), Failure>) -> Answer {
    match result {
        Ok(()) => Answer::Yes,
        Err(Failure::Library(reason)) => Answer::NoLibrary(reason.to_owned()),
        Err(Failure::Tool(text)) => Answer::No(essence(&text)),
    }
}

fn command(program: &Path) -> Command {
    let mut command = Command::new(program);
    LEAKS.iter().for_each(|name| {
        command.env_remove(name);
    });
    command.env("LC_ALL", "C");
    command
}

/// clang tells languages apart by the file's ending; zig is called by another name.
fn front_end(tool: &Tool, language: Language) -> Command {
    let mut command = command(&tool.program);
    let spelled = |argument: &String| match (language, argument.as_str()) {
        (Language::Cpp, "cc") => "c++".to_owned(),
        _ => argument.clone(),
    };
    command.args(tool.arguments.iter().map(spelled));
    command
}

fn run(command: &mut Command) -> Result<(), Failure> {
    let output = command.output()?;
    if output.status.success() { Ok(()) } else { Err(Failure::Tool(said(command.get_program(), &output))) }
}

fn said(program: &OsStr, output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stderr);
    if text.trim().is_empty() {
        return format!("{} failed without a message", Path::new(program).display());
    }
    text.into_owned()
}

/// The line that matters, without the name of the program and of our file.
fn essence(text: &str) -> String {
    if text.contains(LEGACY_FLAG) {
        return LEGACY.to_owned();
    }
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let first = lines.clone().next().unwrap_or_default();
    let line = lines.find(|line| line.contains("error: ")).unwrap_or(first);
    line.split_once("error: ").map_or(line, |(_, message)| message).to_owned()
}

/// The folder with `vector`, beside the headers of C or above them.
fn cpp_headers(libc: &Libc) -> Option<PathBuf> {
    let roots = [Some(libc.headers.as_path()), libc.headers.parent()];
    let folders = roots.into_iter().flatten().map(|root| root.join("c++").join("v1"));
    folders.into_iter().find(|folder| folder.join("vector").is_file())
}

/// Libraries to link with: those of C++ only where they are, since the linker would complain about a missing file
/// instead of naming the function that is missing.
fn archives(libc: &Libc, language: Language) -> Vec<String> {
    let present = |name: &&str| libc.archives.join(format!("lib{name}.a")).is_file();
    let cpp = ["c++", "c++abi"].into_iter().filter(|_| language == Language::Cpp).filter(present);
    cpp.chain(["c"]).map(|name| format!("-l{name}")).collect()
}

/// Whether the engine could take the module: exceptions in their current encoding, nothing older.
fn check(module: &[u8], with_tag: bool) -> Result<(), Failure> {
    Validator::new().validate_all(module).map_err(|error| {
        let text = error.to_string();
        Failure::Tool(if text.contains("legacy") { LEGACY.to_owned() } else { text })
    })?;
    let tagged = Parser::new(0).parse_all(module).any(|part| matches!(part, Ok(Payload::TagSection(_))));
    if with_tag && !tagged {
        return Err(Failure::Tool("the module comes out without exceptions".to_owned()));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_that_matters_is_found() {
        let text = "warning: x\nwasm-ld-22: error: a.o: undefined symbol: f\nwasm-ld-22: error: more\n";
        assert_eq!(essence(text), "a.o: undefined symbol: f");
        assert_eq!(essence("clang: unknown argument\nsecond"), "clang: unknown argument");
        assert_eq!(essence(""), "");
        assert_eq!(essence("clang: Unknown command line argument '-wasm-use-legacy-eh=false'"), LEGACY);
    }

    #[test]
    fn a_compiler_that_cannot_start_is_no_success() {
        let folder = tempfile::tempdir().unwrap();
        assert!(matches!(rust(Path::new("/nowhere/rustc"), folder.path()), Answer::No(_)));
    }

    #[test]
    fn old_exceptions_and_missing_tags_are_noticed() {
        let empty = b"\0asm\x01\0\0\0";
        assert!(check(empty, false).is_ok());
        assert!(
            matches!(check(empty, true), Err(Failure::Tool(text)) if text.contains("without exceptions"))
        );
        // (module (func try end))
        let old = b"\0asm\x01\0\0\0\x01\x04\x01\x60\0\0\x03\x02\x01\0\x0a\x07\x01\x05\0\x06\x40\x0b\x0b";
        assert!(matches!(check(old, false), Err(Failure::Tool(text)) if text.contains("older encoding")));
    }
}
