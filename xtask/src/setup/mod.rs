//! Making a fresh machine ready.

mod apt;
pub(crate) mod archives;
mod compiler;
mod rust;
mod zig;

use anyhow::bail;

use self::compiler::Compiler;
use crate::shell::{self, Shell};

/// How much a task asks of the machine.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    /// Enough to build.
    Building,
    /// Formatter and linter too.
    Everything,
}

/// Checks what is there, installs what is not, and sets the variables that later builds need.
pub(crate) fn ensure(shell: &mut Shell, need: Need) -> anyhow::Result<()> {
    println!("Checking this machine");
    if need == Need::Everything {
        rust_components(shell)?;
    }
    let missing = host_compilers(shell, need);
    let mut compiler = compiler::find(shell);
    if !missing.is_empty() || compiler.is_none() {
        if apt::is_usable(shell) {
            apt::install(shell, &missing, compiler.is_none())?;
            compiler = compiler::find(shell);
        } else if missing.contains(&apt::C) {
            bail!(
                "there is no C compiler (`cc`) for this machine; as root: {}",
                apt::line(&[apt::C, apt::LIBC])
            );
        }
    }
    rust_for_guests(shell)?;
    if need == Need::Everything {
        simde(shell);
    }
    let compiler = match compiler {
        Some(compiler) => compiler,
        None => without_root(shell)?,
    };
    println!("  C for WebAssembly: {compiler}");
    compiler.announce(shell);
    archives::ensure(shell)
}

/// Tests and benchmarks of vector code use it. Nothing else does, so a machine goes without where it cannot be had.
fn simde(shell: &Shell) {
    if !has_simde() && apt::is_usable(shell) && apt::install(shell, &[apt::SIMDE], false).is_err() {
        println!("  {} could not be installed", apt::SIMDE);
    }
    println!("  SIMDe: {}", if has_simde() { "found" } else { "missing; tests with it are left out" });
}

/// In the places where the build helper looks for it.
pub(crate) fn has_simde() -> bool {
    let named = std::env::var_os("RINGFENCE_SIMDE").map(std::path::PathBuf::from);
    let system =
        ["/usr/include", "/usr/local/include", "/opt/homebrew/include"].map(std::path::PathBuf::from);
    let places = named.map_or(system.to_vec(), |named| vec![named]);
    places.iter().any(|folder| folder.join("simde/simde-arch.h").is_file())
}

/// Examples and tests fence crates of Rust.
fn rust_for_guests(shell: &Shell) -> anyhow::Result<()> {
    if rust::is_ready(shell) || rust::add_target(shell) {
        return Ok(());
    }
    if apt::is_usable(shell) {
        apt::install(shell, &rust::PACKAGES, false)?;
    }
    if rust::is_ready(shell) {
        return Ok(());
    }
    bail!(
        "no Rust compiler for wasm32-unknown-unknown, and it could not be installed: rustup target add \
         wasm32-unknown-unknown; or as root: {}",
        apt::line(&rust::PACKAGES)
    )
}

/// Zig in a private folder serves those who may not install packages.
fn without_root(shell: &Shell) -> anyhow::Result<Compiler> {
    println!("  no C compiler for WebAssembly, and no right to install one.");
    println!("  As root on Debian or Ubuntu: {}", apt::line(&apt::wasm_compiler(apt::NEWEST)));
    println!("  Without root, zig serves as well; it is fetched into target/toolchain now.");
    zig::install(shell)
}

/// Packages of the compilers that are missing: C for build scripts and the benchmarks' native half, C++ for the
/// library under the fuzz targets.
fn host_compilers(shell: &Shell, need: Need) -> Vec<&'static str> {
    let mut missing = Vec::new();
    if !has_compiler(shell, "C", "CC", "cc") {
        missing.extend([apt::C, apt::LIBC]);
    }
    if need == Need::Everything && !has_compiler(shell, "C++", "CXX", "c++") {
        missing.push(apt::CXX);
    }
    missing
}

fn has_compiler(shell: &Shell, language: &str, variable: &str, name: &str) -> bool {
    let program = std::env::var_os(variable).unwrap_or_else(|| name.into());
    let found = shell::succeeds(&mut shell.command(program, ["--version"]));
    println!("  {language} for this machine: {}", if found { "found" } else { "missing" });
    found
}

fn rust_components(shell: &Shell) -> anyhow::Result<()> {
    for (name, subcommand) in [("rustfmt", "fmt"), ("clippy", "clippy")] {
        if shell::succeeds(&mut shell.cargo([subcommand, "--version"])) {
            println!("  {name}: found");
            continue;
        }
        println!("  {name}: missing");
        if shell::run(&mut shell.command("rustup", ["component", "add", name])).is_err() {
            bail!("{name} is missing and rustup could not add it; install the {name} of your Rust");
        }
    }
    Ok(())
}
