//! clang of the distribution, and the explicit override.

use std::path::{Path, PathBuf};

use super::{CLANG_VERSIONS, Fix, Kind, Linker, Proposal, Tool, Toolchain, Unfit, libc, zig};
use crate::Environment;

pub(crate) const OVERRIDE_COMPILER: &str = "RINGFENCE_WASM_CC";
pub(crate) const OVERRIDE_LINKER: &str = "RINGFENCE_WASM_LD";
pub(crate) const OVERRIDE_SYSROOT: &str = "RINGFENCE_WASM_SYSROOT";

/// The compiler that the user named. Nothing else is tried then: a choice that silently falls back to
/// something else is not a choice.
pub(crate) fn chosen(environment: &Environment) -> Proposal<'_> {
    let text = environment.text(OVERRIDE_COMPILER).unwrap_or_default();
    Proposal {
        name: format!("{OVERRIDE_COMPILER}={text}"),
        kind: Kind::Override,
        examine: Box::new(move || {
            let compiler = Tool::parse(&text, environment)
                .ok_or_else(|| Unfit::because(format!("{text}: no such program")))?;
            let version = match zig::is_zig(&compiler) {
                true => zig::version(&compiler, environment)?,
                false => compiler.version(environment)?,
            };
            let linker = chosen_linker(&compiler, environment)?;
            Ok(Toolchain { kind: Kind::Override, compiler, linker, version })
        }),
    }
}

fn chosen_linker(compiler: &Tool, environment: &Environment) -> Result<Linker, Unfit> {
    if zig::is_zig(compiler) {
        return Ok(Linker::Driver);
    }
    let libc = match environment.path(OVERRIDE_SYSROOT) {
        Some(sysroot) => libc::of_sysroot(&sysroot, compiler, environment)?,
        None => libc::of_system(compiler, environment, || Fix::packages(None))?,
    };
    let tool = match environment.text(OVERRIDE_LINKER) {
        Some(text) => Tool::parse(&text, environment)
            .ok_or_else(|| Unfit::because(format!("{OVERRIDE_LINKER}={text}: no such program")))?,
        None => wasm_ld(&compiler.program, environment)
            .ok_or_else(|| Unfit::because(format!("wasm-ld was not found; {OVERRIDE_LINKER} can name it")))?,
    };
    Ok(Linker::WasmLd { tool, libc })
}

/// Every `clang-N` and `clang` in `PATH`. Absent versions are no candidates, but a machine without any gets one
/// entry that says so.
pub(crate) fn proposals(environment: &Environment) -> Vec<Proposal<'_>> {
    let names = CLANG_VERSIONS.rev().map(|version| format!("clang-{version}")).chain(["clang".to_owned()]);
    let found: Vec<_> = names
        .filter_map(|name| environment.find_program(&name).map(|program| (name, program)))
        .map(|(name, program)| installed(name, program, environment))
        .collect();
    if found.is_empty() { vec![absent()] } else { found }
}

fn installed(name: String, program: PathBuf, environment: &Environment) -> Proposal<'_> {
    Proposal { name, kind: Kind::Clang, examine: Box::new(move || examine(&program, environment)) }
}

fn examine(program: &Path, environment: &Environment) -> Result<Toolchain, Unfit> {
    let compiler = Tool::new(program);
    let version = compiler.version(environment)?;
    let fix = || Fix::packages(major(&version));
    let libc = libc::of_system(&compiler, environment, fix)?;
    let tool = wasm_ld(program, environment)
        .ok_or_else(|| Unfit::fixed_by("the linker wasm-ld is missing", fix()))?;
    Ok(Toolchain { kind: Kind::Clang, compiler, linker: Linker::WasmLd { tool, libc }, version })
}

fn absent() -> Proposal<'static> {
    Proposal {
        name: format!("clang-{} to clang-{}, clang", CLANG_VERSIONS.end(), CLANG_VERSIONS.start()),
        kind: Kind::Clang,
        examine: Box::new(|| Err(Unfit::fixed_by("not found in PATH", Fix::packages(None)))),
    }
}

/// The major version in `Debian clang version 22.1.8 (…)`.
pub(crate) fn major(version: &str) -> Option<u32> {
    let (_, rest) = version.split_once("version ")?;
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

/// wasm-ld of the same version, then any, then the one beside the compiler, then the one that rustup ships.
pub(crate) fn wasm_ld(compiler: &Path, environment: &Environment) -> Option<Tool> {
    let name = compiler.file_name()?.to_string_lossy().into_owned();
    let numbered = name.rsplit_once('-').map(|(_, number)| format!("wasm-ld-{number}"));
    let beside = compiler.parent().map(|folder| folder.join("wasm-ld").to_string_lossy().into_owned());
    let highest = CLANG_VERSIONS.rev().map(|version| format!("wasm-ld-{version}"));
    numbered
        .into_iter()
        .chain(["wasm-ld".to_owned()])
        .chain(beside)
        .chain(highest)
        .find_map(|name| environment.find_program(&name))
        .map(Tool::new)
        .or_else(|| rust_lld(environment))
}

fn rust_lld(environment: &Environment) -> Option<Tool> {
    let rustc = environment.text("RUSTC").and_then(|name| environment.find_program(&name));
    let rustc = Tool::new(rustc.or_else(|| environment.find_program("rustc"))?);
    let sysroot = PathBuf::from(rustc.ask(environment, &["--print", "sysroot"]).ok()?.trim());
    let targets = std::fs::read_dir(sysroot.join("lib").join("rustlib")).ok()?;
    let file = format!("rust-lld{}", std::env::consts::EXE_SUFFIX);
    let mut programs = targets.flatten().map(|target| target.path().join("bin").join(&file));
    programs.find(|path| path.is_file()).map(|program| Tool::with(program, &["-flavor", "wasm"]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_is_read_from_the_version_line() {
        assert_eq!(major("Debian clang version 22.1.8 (1~deb12u1)"), Some(22));
        assert_eq!(major("Apple clang version 17.0.0"), Some(17));
        assert_eq!(major("zig 0.17.0"), None);
    }

    #[test]
    fn rustups_linker_serves_when_no_wasm_ld_is_installed() {
        let environment = Environment::of_process();
        let tool = rust_lld(&environment).expect("rustup's toolchain has rust-lld");
        assert_eq!(tool.arguments, ["-flavor", "wasm"]);
    }
}
