//! The compilers of this machine: those that `ringfence-build` would consider, and rustc for guests in Rust.

use std::io;
use std::path::Path;

use indicatif::ProgressBar;
use ringfence_build::Environment;
use ringfence_build::toolchain::{Candidate, Outcome, survey};
use serde::Serialize;

use super::blocker::{Blocker, Fix};
use super::capability::{self, Bench};
use super::system::System;

/// Names the only compiler that counts.
const OVERRIDE: &str = "RINGFENCE_WASM_CC";

/// A compiler and what it can do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Compiler {
    /// As the user knows it.
    pub(crate) name: String,
    /// What it is, in a fixed word.
    pub(crate) kind: &'static str,
    /// Its number alone.
    pub(crate) version: Option<String>,
    /// Whether it is the one that builds take.
    pub(crate) used: bool,
    pub(crate) c: Answer,
    pub(crate) setjmp: Answer,
    pub(crate) exceptions: Answer,
    pub(crate) cpp: Answer,
    pub(crate) rust: Answer,
}

impl Compiler {
    /// The name without the path or command that a variable holds.
    pub(crate) fn short_name(&self) -> &str {
        self.name.split('=').next().unwrap_or(&self.name)
    }
}

/// Whether a compiler can do something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "answer", content = "reason", rename_all = "kebab-case")]
pub(crate) enum Answer {
    /// It did.
    Yes,
    /// It compiles, but a library to link with is missing.
    NoLibrary(String),
    /// It did not, for this reason.
    No(String),
    /// There was no point in trying.
    Untried,
}

impl Answer {
    /// A word for a table.
    pub(crate) fn word(&self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::NoLibrary(_) => "no lib",
            Self::No(_) => "no",
            Self::Untried => "-",
        }
    }

    pub(crate) fn reason(&self) -> Option<&str> {
        match self {
            Self::NoLibrary(reason) | Self::No(reason) => Some(reason),
            Self::Yes | Self::Untried => None,
        }
    }
}

/// Tries every compiler, and says what to do if none fits.
pub(crate) fn examine(
    environment: &Environment,
    system: &System,
    spinner: &ProgressBar,
) -> (Vec<Compiler>, Option<Blocker>) {
    let scratch = match tempfile::tempdir() {
        Ok(scratch) => scratch,
        Err(error) => return (Vec::new(), Some(no_scratch(&error))),
    };
    spinner.set_message("trying the C compilers (the first use of zig takes a minute)");
    let candidates = candidates(environment, scratch.path());
    let chosen = chosen(environment, &candidates);
    let mut compilers = Vec::new();
    for (index, candidate) in candidates.iter().enumerate() {
        spinner.set_message(format!("trying what {} can do", candidate.name));
        let mut compiler = compiler(candidate, &scratch.path().join(format!("candidate-{index}")));
        compiler.used = chosen == Some(index);
        compilers.push(compiler);
    }
    spinner.set_message("trying rustc");
    compilers.push(rustc(environment, scratch.path()));
    let blocker = chosen.is_none().then(|| blocker(environment, system, &candidates));
    (compilers, blocker)
}

/// The explicit choice first, if there is one; the others are then tried for the advice alone.
fn candidates(environment: &Environment, scratch: &Path) -> Vec<Candidate> {
    let mut candidates = survey(environment, scratch);
    if environment.variable(OVERRIDE).is_some() {
        let others = environment.clone().without(OVERRIDE);
        candidates.extend(survey(&others, &scratch.join("others")));
    }
    candidates
}

/// Which candidate builds take: the first that fits, but nothing beside an explicit choice.
fn chosen(environment: &Environment, candidates: &[Candidate]) -> Option<usize> {
    let considered = if environment.variable(OVERRIDE).is_some() { 1 } else { candidates.len() };
    candidates.iter().take(considered).position(fits)
}

fn fits(candidate: &Candidate) -> bool {
    matches!(candidate.outcome, Outcome::Fits(_))
}

fn compiler(candidate: &Candidate, folder: &Path) -> Compiler {
    let name = candidate.name.clone();
    let kind = candidate.kind.name();
    let untried = Compiler {
        name,
        kind,
        version: None,
        used: false,
        c: Answer::Yes,
        setjmp: Answer::Untried,
        exceptions: Answer::Untried,
        cpp: Answer::Untried,
        rust: Answer::Untried,
    };
    let toolchain = match &candidate.outcome {
        Outcome::Unfit(unfit) => return Compiler { c: Answer::No(unfit.reason.clone()), ..untried },
        Outcome::Fits(toolchain) => toolchain,
    };
    let bench = Bench { toolchain, folder };
    Compiler {
        version: number(&toolchain.version),
        setjmp: bench.setjmp(),
        exceptions: bench.exceptions(),
        cpp: bench.cpp(),
        ..untried
    }
}

fn rustc(environment: &Environment, scratch: &Path) -> Compiler {
    let named = environment.variable("RUSTC").map(|name| name.to_string_lossy().into_owned());
    let program = environment.find_program(named.as_deref().unwrap_or("rustc"));
    Compiler {
        name: "rustc".to_owned(),
        kind: "rustc",
        version: program.as_deref().and_then(capability::rustc_version).as_deref().and_then(number),
        used: false,
        c: Answer::Untried,
        setjmp: Answer::Untried,
        exceptions: Answer::Untried,
        cpp: Answer::Untried,
        rust: match program {
            Some(program) => capability::rust(&program, &scratch.join("rust")),
            None => Answer::No("not found in PATH".to_owned()),
        },
    }
}

fn blocker(environment: &Environment, system: &System, candidates: &[Candidate]) -> Blocker {
    let overridden = environment.variable(OVERRIDE).is_some();
    let others_fit = candidates.iter().any(fits);
    let unset = overridden.then(|| Fix::new("here", [format!("unset {OVERRIDE}")]));
    let install = if others_fit { Vec::new() } else { system.compiler_fixes(candidates) };
    Blocker {
        what: match (overridden, others_fit) {
            (false, _) => "no C compiler for WebAssembly fits".to_owned(),
            (true, true) => format!("the compiler that {OVERRIDE} names does not fit, another one would"),
            (true, false) => format!("neither the compiler that {OVERRIDE} names nor another one fits"),
        },
        // Installing is of no use while the variable stands, so the two belong together.
        fixes: match (unset, install.is_empty()) {
            (Some(unset), true) => vec![unset],
            (Some(unset), false) => install.into_iter().map(|fix| fix.after(&unset)).collect(),
            (None, _) => install,
        },
    }
}

fn no_scratch(error: &io::Error) -> Blocker {
    Blocker {
        what: format!("no temporary folder to try the compilers in: {error}"),
        fixes: vec![Fix::new("here", ["export TMPDIR=\"$HOME\""])],
    }
}

/// `22.1.8` in `Debian clang version 22.1.8 (1~deb12u1)`.
fn number(version: &str) -> Option<String> {
    let word =
        version.split_whitespace().find(|word| word.starts_with(|first: char| first.is_ascii_digit()))?;
    let end = word.find(|other: char| !other.is_ascii_digit() && other != '.').unwrap_or(word.len());
    word.get(..end).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use ringfence_build::toolchain::{Kind, Linker, Tool, Toolchain, Unfit};

    use super::*;

    fn unfit(name: &str) -> Candidate {
        let unfit = Unfit { reason: "not found in PATH".to_owned(), fix: None };
        Candidate { name: name.to_owned(), kind: Kind::Clang, outcome: Outcome::Unfit(unfit) }
    }

    fn fit(name: &str) -> Candidate {
        let compiler = Tool { program: "/nowhere/zig".into(), arguments: vec!["cc".to_owned()] };
        let toolchain =
            Toolchain { kind: Kind::Zig, compiler, linker: Linker::Driver, version: "zig 0.17.0".to_owned() };
        Candidate { name: name.to_owned(), kind: Kind::Zig, outcome: Outcome::Fits(Box::new(toolchain)) }
    }

    #[test]
    fn versions_are_cut_from_what_compilers_say() {
        assert_eq!(number("Debian clang version 22.1.8 (1~deb12u1)").as_deref(), Some("22.1.8"));
        assert_eq!(number("clang version 19.1.7-3~deb12u1").as_deref(), Some("19.1.7"));
        assert_eq!(number("zig 0.17.0").as_deref(), Some("0.17.0"));
        assert_eq!(number("rustc 1.95.0 (abc 2026-04-01)").as_deref(), Some("1.95.0"));
        assert_eq!(number("no number"), None);
    }

    #[test]
    fn the_first_that_fits_is_used_unless_another_was_named() {
        let candidates = [unfit("a"), fit("b"), fit("c")];
        let free = Environment::empty();
        assert_eq!(chosen(&free, &candidates), Some(1));
        assert_eq!(chosen(&free.with(OVERRIDE, "a"), &candidates), None);
    }

    #[test]
    fn a_wrong_choice_is_taken_back_when_another_compiler_fits() {
        let system = System::from_release("linux", "ID=alpine");
        let environment = Environment::empty().with(OVERRIDE, "a");
        let blocker = blocker(&environment, &system, &[unfit("a"), fit("b")]);
        assert_eq!(blocker.fixes, [Fix::new("here", ["unset RINGFENCE_WASM_CC"])]);
    }

    #[test]
    fn a_wrong_choice_on_a_machine_without_compilers_needs_both() {
        let system = System::from_release("linux", "ID=alpine");
        let environment = Environment::empty().with(OVERRIDE, "a");
        let blocker = blocker(&environment, &system, &[unfit("a"), unfit("b")]);
        assert!(blocker.fixes.iter().all(|fix| fix.commands[0] == "unset RINGFENCE_WASM_CC"));
        assert_eq!(blocker.fixes[0].commands[1], "sudo apk add zig");
    }

    #[test]
    fn what_does_not_fit_is_not_tried_further() {
        let compiler = compiler(&unfit("clang-14"), Path::new("/nowhere"));
        assert_eq!(compiler.c, Answer::No("not found in PATH".to_owned()));
        assert_eq!(compiler.setjmp, Answer::Untried);
    }
}
