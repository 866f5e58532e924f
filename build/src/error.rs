use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use crate::toolchain::Candidate;

/// Why a library was not built. `Debug` prints the same text as `Display`, so that a build script can simply
/// return it from `main`.
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The build script asked for something that cannot be.
    #[error("{0}")]
    Setting(String),

    /// Cargo's variable is missing: the code does not run in a build script and no setter was called instead.
    #[error("{variable} is not set: call `compile` from a build script, or `Library::{setter}` before it")]
    OutsideBuildScript {
        /// The variable that cargo sets.
        variable: &'static str,
        /// The setter that replaces it.
        setter: &'static str,
    },

    /// The crate that ships the sources was not found.
    #[error("{0}")]
    Source(String),

    /// The archive with the sources is not on this machine.
    #[error("{message}")]
    NoArchive {
        /// Its file and version.
        archive: String,
        /// Where it may appear.
        expected: Vec<PathBuf>,
        /// What was looked for, where, and the command that fixes it.
        message: String,
    },

    /// No compiler on this machine can build for WebAssembly.
    #[error("{}", crate::toolchain::advice::explain(.candidates))]
    NoToolchain {
        /// What was tried, in order, with the reason why it did not fit.
        candidates: Vec<Candidate>,
    },

    /// No Rust compiler on this machine can build guests.
    #[error("{}", crate::rust::compiler::explain(.tried, *.has_rustup))]
    NoRustCompiler {
        /// What was tried, with the reason why it does not fit.
        tried: Vec<crate::Tried>,
        /// Whether rustup is there, which fixes it with one command.
        has_rustup: bool,
    },

    /// The guest does not compile, or exports what cannot cross.
    #[error("{library}: the guest does not build\n\n{message}")]
    Rust {
        /// The library.
        library: String,
        /// Cargo's own text, or the mistakes in the interface.
        message: String,
    },

    /// The source crate's own build script failed, or made something that is of no use here.
    #[error("{library}: the build script of `{name}` does not build for WebAssembly\n\n{message}")]
    Script {
        /// The library.
        library: String,
        /// The crate.
        name: String,
        /// Cargo's own text, or what is wrong with the result.
        message: String,
    },

    /// The C compiler refused a file.
    #[error("{library}: the C code does not compile\n\n{message}")]
    Compile {
        /// The library.
        library: String,
        /// The compiler's own text.
        message: String,
    },

    /// The linker could not put the module together.
    #[error("{library}: the module does not link\n\n{message}")]
    Link {
        /// The library.
        library: String,
        /// What is missing, and the linker's own text.
        message: String,
    },

    /// The interface disagrees with the C headers on the layout of a type.
    #[error("{library}: the interface and the C headers disagree\n\n{message}")]
    Layout {
        /// The library.
        library: String,
        /// The types concerned, and the compiler's own text.
        message: String,
    },

    /// The module is not what was promised. Every problem found, one per entry.
    #[error("{}", numbered(.library, .problems))]
    Module {
        /// The library.
        library: String,
        /// What is wrong and what to do about it.
        problems: Vec<String>,
    },

    /// The module is valid, but no machine code could be made for the target.
    #[error("{library}: no machine code for {target}: {message}")]
    Precompile {
        /// The library.
        library: String,
        /// Target triple.
        target: String,
        /// The engine's own text.
        message: String,
    },

    /// A file could not be used.
    #[error("cannot {action} {}: {source}", .path.display())]
    File {
        /// What was attempted.
        action: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// The operating system's answer.
        source: io::Error,
    },
}

impl Error {
    pub(crate) fn file(action: &'static str, path: &Path, source: io::Error) -> Self {
        Self::File { action, path: path.to_path_buf(), source }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}

fn numbered(library: &str, problems: &[String]) -> String {
    match problems {
        [only] => format!("{library}: {only}"),
        several => {
            let list: Vec<_> = several.iter().map(|problem| format!("- {problem}")).collect();
            format!("{library}: the module is not what was promised\n{}", list.join("\n"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_build_script_that_returns_the_error_prints_readable_text() {
        let error = Error::Compile { library: "png".to_owned(), message: "a.c:1: error: no".to_owned() };
        assert_eq!(format!("{error:?}"), error.to_string());
        assert!(error.to_string().contains("a.c:1"));
    }

    #[test]
    fn one_problem_needs_no_list() {
        let one = Error::Module { library: "png".to_owned(), problems: vec!["no memory".to_owned()] };
        assert_eq!(one.to_string(), "png: no memory");
    }
}
