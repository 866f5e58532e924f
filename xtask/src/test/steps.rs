//! The steps of `cargo xtask test`, cheapest first.

use anyhow::bail;

use super::{audit, overlooked, publish};
use crate::memory;
use crate::setup::{self, archives};
use crate::shell::{self, Shell};

/// One check.
pub(super) struct Step {
    pub(super) name: &'static str,
    pub(super) what: &'static str,
    pub(super) run: fn(&Shell, Extent) -> anyhow::Result<()>,
}

/// How long the checks that could go on for ever go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Extent {
    /// Short enough for every change.
    Gate,
    /// Long enough to find what is rare.
    All,
}

impl Extent {
    fn fuzz_seconds(self) -> u32 {
        match self {
            Self::Gate => 10,
            Self::All => 120,
        }
    }

    /// Damaged files that each wrapper reads: what `fenced_checks` is told, or its own choice.
    fn check_rounds(self) -> Option<u32> {
        match self {
            Self::Gate => None,
            Self::All => Some(10_000),
        }
    }
}

pub(super) const STEPS: &[Step] = &[
    Step { name: "format", what: "the code is formatted", run: format },
    Step { name: "no-compiler", what: "an application contains no code generator", run: no_compiler },
    Step {
        name: "publish",
        what: "what is published depends on nothing that is not",
        run: |shell, _| publish::check(shell),
    },
    Step { name: "overlooked", what: "no test is passed over", run: |shell, _| overlooked::check(shell) },
    Step { name: "policy", what: "licences and known vulnerabilities, if cargo-deny is here", run: policy },
    Step { name: "lint", what: "clippy has nothing to say", run: lint },
    Step {
        name: "fuzz",
        what: "every fuzz target runs for ten seconds, with --all for two minutes",
        run: fuzz,
    },
    Step {
        name: "sanitizer",
        what: "loans, where lifetimes are forgotten, under AddressSanitizer",
        run: |shell, _| memory::sanitizer(shell),
    },
    Step {
        name: "libraries",
        what: "with --all, fenced libraries give the answers that they give natively",
        run: libraries,
    },
    Step { name: "docs", what: "the documentation builds and its links lead somewhere", run: docs },
    Step {
        name: "audit",
        what: "`cargo ringfence audit` passes on this workspace",
        run: |shell, _| audit::check(shell),
    },
    Step {
        name: "tests",
        what: "unit, integration and documentation tests; each benchmark once",
        run: tests,
    },
];

fn format(shell: &Shell, _: Extent) -> anyhow::Result<()> {
    shell::run(&mut shell.cargo(["fmt", "--all", "--check"]))
}

/// The artefact is compiled when the application is built; the application itself only loads it.
fn no_compiler(shell: &Shell, _: Extent) -> anyhow::Result<()> {
    let arguments = ["tree", "--locked", "--package", "thumbnails", "--edges", "normal", "--prefix", "none"];
    let tree = shell::capture(&mut shell.cargo(arguments))?;
    for forbidden in ["cranelift-codegen", "winch-codegen", "wasmtime-internal-cranelift"] {
        if tree.lines().any(|line| line.split(' ').next() == Some(forbidden)) {
            bail!("the thumbnails example depends on {forbidden}");
        }
    }
    println!(
        "{} packages, none of them a code generator",
        tree.lines().filter(|line| !line.ends_with("(*)")).count()
    );
    Ok(())
}

fn policy(shell: &Shell, _: Extent) -> anyhow::Result<()> {
    if !shell.root().join("deny.toml").is_file() || !shell::succeeds(&mut shell.cargo(["deny", "--version"]))
    {
        println!("cargo-deny or its deny.toml is not here; skipped");
        return Ok(());
    }
    shell::run(&mut shell.cargo(["deny", "check"]))
}

fn lint(shell: &Shell, _: Extent) -> anyhow::Result<()> {
    shell::run(&mut shell.cargo([
        "clippy",
        "--locked",
        "--workspace",
        "--all-targets",
        "--",
        "-D",
        "warnings",
    ]))
}

/// Coverage for libFuzzer from flags that a stable compiler has. They are for the targets only: build scripts
/// run without libFuzzer, hence the explicit triple.
const COVERAGE: &str = "-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table";

fn fuzz(shell: &Shell, extent: Extent) -> anyhow::Result<()> {
    if std::env::var_os("CXX").is_none() && !shell::succeeds(&mut shell.command("c++", ["--version"])) {
        println!("libFuzzer needs a C++ compiler and there is none; skipped");
        return Ok(());
    }
    let host = shell::capture(&mut shell.command("rustc", ["--print", "host-tuple"]))?;
    let host = host.trim();
    let folder = shell.root().join("fuzz");
    let arguments =
        ["build", "--locked", "--release", "--target", host, "--manifest-path", "fuzz/Cargo.toml"];
    shell::run(shell.cargo(arguments).env("RUSTFLAGS", COVERAGE))?;
    for target in std::fs::read_dir(folder.join("fuzz_targets"))? {
        let name = target?.path().file_stem().unwrap_or_default().to_owned();
        let program = folder.join("target").join(host).join("release").join(name);
        let time = format!("-max_total_time={}", extent.fuzz_seconds());
        shell::run(&mut shell.command(&program, [time.as_str(), "-verbosity=0"]))?;
    }
    Ok(())
}

/// What `cargo bench` would measure. Compiling it all natively is too much for every change.
fn libraries(shell: &Shell, extent: Extent) -> anyhow::Result<()> {
    if extent == Extent::Gate {
        println!("only with --all; skipped");
        return Ok(());
    }
    if let Some(without) = archives::missing(shell)?.first() {
        println!("SKIPPED: {}: {}", without.package, without.reason);
        return Ok(());
    }
    if !setup::has_simde() {
        println!("SKIPPED: SIMDe is not here; `cargo xtask setup` says why");
        return Ok(());
    }
    let build = ["bench", "--locked", "--workspace", "--profile", "dev", "--bench", "libraries"];
    let mut command = shell.cargo(build);
    shell::run(command.args(["--features", "ringfence-benches/native", "--", "--pairs", "1"]))
}

fn docs(shell: &Shell, _: Extent) -> anyhow::Result<()> {
    // Examples, of which there are none, have cargo turn on the features that tests need: all that was compiled for
    // the lints is used again.
    let arguments = ["doc", "--locked", "--workspace", "--no-deps", "--lib", "--bins", "--examples"];
    let mut command = shell.cargo(arguments);
    shell::run(command.env("RUSTDOCFLAGS", "-D warnings"))
}

fn tests(shell: &Shell, extent: Extent) -> anyhow::Result<()> {
    if extent == Extent::All {
        // Workspaces that compile an engine of their own.
        let tests =
            ["test", "--locked", "--workspace", "--test", "new", "--test", "audit", "--", "--ignored"];
        shell::run(&mut shell.cargo(tests))?;
    }
    let without = archives::missing(shell)?;
    let mut command = shell.cargo(["test", "--locked", "--workspace", "--no-fail-fast"]);
    if let Some(rounds) = extent.check_rounds() {
        command.env("RINGFENCE_CHECK_ROUNDS", rounds.to_string());
    }
    for skipped in &without {
        command.args(["--exclude", &skipped.package]);
        println!("SKIPPED: {}: {}", skipped.package, skipped.reason);
    }
    if !without.is_empty() {
        println!("SKIPPED: the tests of {} packages; `cargo xtask setup` says why", without.len());
    }
    shell::run(&mut command)?;
    fast_calls(shell, extent)
}

/// Tests that look at a fault while its scope is open, when calls that are fast do not know the trap yet. `fast` has its
/// own tests of that, and of what is not fast.
const NOT_FAST: &[&str] = &[
    "fast::",
    "cpp::an_instance_that_threw_takes_no_more_calls",
    "longjmp::lies_about_the_note_or_the_stack_are_ordinary_traps",
];

/// What holds for calls by the engine's own way in holds for calls without it.
fn fast_calls(shell: &Shell, extent: Extent) -> anyhow::Result<()> {
    // As above, so that nothing is compiled again.
    let tests =
        ["test", "--locked", "--workspace", "--test", "guests", "--test", "soak", "--no-fail-fast", "--"];
    let mut command = shell.cargo(tests);
    command.args(NOT_FAST.iter().flat_map(|skipped| ["--skip", skipped]));
    shell::run(command.env("RINGFENCE_TEST_FAST_CALLS", "1"))?;
    if extent == Extent::All {
        let tests = ["test", "--locked", "--workspace", "--test", "guests", "--", "--ignored", "fast::"];
        shell::run(&mut shell.cargo(tests))?;
    }
    Ok(())
}
