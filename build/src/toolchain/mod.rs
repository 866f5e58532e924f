//! Finding a C compiler for WebAssembly on this machine.
//!
//! Candidates are tried in a fixed order, and each must prove itself: it compiles and links a few lines, and
//! the module that comes out must validate, export the function, and import nothing.
//!
//! 1. `RINGFENCE_WASM_CC`, with `RINGFENCE_WASM_LD` and `RINGFENCE_WASM_SYSROOT`: an explicit choice. When it is
//!    set, nothing else is tried.
//! 2. `WASI_SDK_PATH`, or a wasi-sdk in `/opt/wasi-sdk`.
//! 3. `clang-22` down to `clang-14`, then `clang`, with the wasi-libc of the distribution.
//! 4. `zig`, from `PATH` or from the Python package `ziglang`.
//!
//! [`find`] stops at the first that fits; [`survey`] tries all of them and says of each what is missing, for a
//! report to the user.

pub mod advice;
pub(crate) mod cache;
mod clang;
mod libc;
mod probe;
mod tool;
mod wasi_sdk;
mod zig;

use std::path::Path;

use serde::{Deserialize, Serialize};

pub use advice::Fix;
pub(crate) use clang::major;
pub use libc::Libc;
pub use tool::Tool;
pub(crate) use tool::complaint;

use crate::{Environment, Error};

/// The clang versions that are looked for by name, best first. Older ones emit modules that miss features the
/// runtime relies on; `clang` without a number comes last, whatever its version.
pub const CLANG_VERSIONS: std::ops::RangeInclusive<u32> = 14..=22;

/// Triple of every compilation. Newer compilers prefer `wasm32-wasip1`, but all of them still know this one,
/// and it names the folders that distributions ship.
pub const TRIPLE: &str = "wasm32-wasi";

/// Where a toolchain comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Named by `RINGFENCE_WASM_CC`.
    Override,
    /// A wasi-sdk.
    WasiSdk,
    /// A clang of the distribution, with its wasi-libc.
    Clang,
    /// zig, which brings its own libc.
    Zig,
}

impl Kind {
    /// The word used in `ringfence.json` and in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Override => "override",
            Self::WasiSdk => "wasi-sdk",
            Self::Clang => "clang",
            Self::Zig => "zig",
        }
    }
}

/// A compiler and linker that passed the probe.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Toolchain {
    /// Where it comes from.
    pub kind: Kind,
    /// The C compiler.
    pub compiler: Tool,
    /// What links the objects.
    pub linker: Linker,
    /// First line of the compiler's own version text.
    pub version: String,
}

/// How objects become a module.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Linker {
    /// wasm-ld, called directly with the C library's files. The compiler's driver is avoided: it may run
    /// whatever `wasm-opt` it finds.
    WasmLd {
        /// The program, and `-flavor wasm` for rustup's linker.
        tool: Tool,
        /// The C library to compile against and to link with.
        libc: Libc,
    },
    /// The compiler's driver, which brings its own linker and C library (zig).
    Driver,
}

impl Toolchain {
    /// The compiler for C++. clang tells the languages apart by the names of files; zig has a command for each.
    pub(crate) fn cpp_compiler(&self) -> Tool {
        let mut tool = self.compiler.clone();
        if matches!(self.linker, Linker::Driver)
            && let Some(last) = tool.arguments.last_mut()
            && last == "cc"
        {
            "c++".clone_into(last);
        }
        tool
    }

    /// The C library, when it lies outside the compiler.
    pub fn libc(&self) -> Option<&Libc> {
        match &self.linker {
            Linker::WasmLd { libc, .. } => Some(libc),
            Linker::Driver => None,
        }
    }
}

/// One toolchain that was considered.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// As the user knows it: `clang-22`, `WASI_SDK_PATH`, `zig cc`.
    pub name: String,
    /// Where it comes from.
    pub kind: Kind,
    /// What came of it.
    pub outcome: Outcome,
}

/// What came of a candidate.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// It passed the probe.
    Fits(Box<Toolchain>),
    /// It did not.
    Unfit(Unfit),
}

/// Why a candidate cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfit {
    /// What is missing or went wrong, with the tool's own text.
    pub reason: String,
    /// What would make it fit, when that is known.
    pub fix: Option<Fix>,
}

impl Unfit {
    pub(crate) fn because(reason: impl Into<String>) -> Self {
        Self { reason: reason.into(), fix: None }
    }

    pub(crate) fn fixed_by(reason: impl Into<String>, fix: Fix) -> Self {
        Self { reason: reason.into(), fix: Some(fix) }
    }
}

/// A candidate before it was examined. The work is done by the closure, so that [`find`] can stop early.
struct Proposal<'a> {
    name: String,
    kind: Kind,
    examine: Box<dyn Fn() -> Result<Toolchain, Unfit> + 'a>,
}

impl Proposal<'_> {
    fn settle(self, environment: &Environment, scratch: &Path) -> Candidate {
        let examined = (self.examine)().and_then(|toolchain| probe::check(toolchain, environment, scratch));
        let outcome = match examined {
            Ok(toolchain) => Outcome::Fits(Box::new(toolchain)),
            Err(unfit) => Outcome::Unfit(unfit),
        };
        Candidate { name: self.name, kind: self.kind, outcome }
    }
}

fn proposals(environment: &Environment) -> Vec<Proposal<'_>> {
    if environment.variable(clang::OVERRIDE_COMPILER).is_some() {
        return vec![clang::chosen(environment)];
    }
    let mut all = wasi_sdk::proposals(environment);
    all.extend(clang::proposals(environment));
    all.extend(zig::proposals(environment));
    all
}

/// Tries every candidate. `scratch` is a folder for the probes' files.
pub fn survey(environment: &Environment, scratch: &Path) -> Vec<Candidate> {
    proposals(environment).into_iter().map(|proposal| proposal.settle(environment, scratch)).collect()
}

/// The first candidate that fits. `scratch` is a folder for the probes' files; the answer is remembered there
/// until a variable or a program that led to it changes.
pub fn find(environment: &Environment, scratch: &Path) -> Result<Toolchain, Error> {
    if let Some(known) = cache::read(environment, scratch) {
        return Ok(known);
    }
    let mut candidates = Vec::new();
    for proposal in proposals(environment) {
        let candidate = proposal.settle(environment, scratch);
        if let Outcome::Fits(toolchain) = candidate.outcome {
            cache::write(environment, scratch, &toolchain);
            return Ok(*toolchain);
        }
        candidates.push(candidate);
    }
    Err(Error::NoToolchain { candidates })
}

#[cfg(test)]
mod tests;
