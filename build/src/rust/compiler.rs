//! A Rust compiler that can build for `wasm32-unknown-unknown`.
//!
//! Most have the standard library for it ready (`rustup target add …`). A compiler that ships the library's source
//! instead builds it first: Debian's `rustc-web` with `rust-web-src`, or rustup's component `rust-src`.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use crate::Environment;

/// The target of every guest: it has no imports at all.
pub(crate) const TRIPLE: &str = "wasm32-unknown-unknown";

/// The oldest compiler that builds guests.
const OLDEST: (u32, u32) = (1, 95);

/// The variable that names a compiler; nothing else is tried then.
pub(crate) const VARIABLE: &str = "RINGFENCE_RUSTC";

/// A compiler that fits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RustCompiler {
    pub(crate) rustc: PathBuf,
    /// First line of its version text.
    pub(crate) version: String,
    pub(crate) sysroot: PathBuf,
    /// Whether the standard library is built first.
    pub(crate) builds_std: bool,
    /// The linker, when the compiler does not bring its own.
    pub(crate) linker: Option<PathBuf>,
}

/// A compiler that was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tried {
    /// Where it is.
    pub rustc: String,
    /// Why it cannot be used.
    pub reason: String,
}

/// The first compiler that has the library, else the first that can build it.
pub(crate) fn find(environment: &Environment) -> Result<RustCompiler, Vec<Tried>> {
    let mut tried = Vec::new();
    let mut second = None;
    for rustc in candidates(environment) {
        match examine(&rustc, environment) {
            Ok(found) if !found.builds_std => return Ok(found),
            Ok(found) => {
                second.get_or_insert(found);
            }
            Err(reason) => tried.push(Tried { rustc: rustc.display().to_string(), reason }),
        }
    }
    second.ok_or(tried)
}

fn candidates(environment: &Environment) -> Vec<PathBuf> {
    if let Some(named) = environment.path(VARIABLE) {
        return vec![named];
    }
    let name = format!("rustc{}", std::env::consts::EXE_SUFFIX);
    let folders = environment.variable("PATH").map(std::env::split_paths).into_iter().flatten();
    let own = environment.path("RUSTC").filter(|path| path.components().count() > 1);
    // Debian installs its compiler where a PATH that rustup wrote may not lead any more.
    let all =
        own.into_iter().chain(folders.map(|folder| folder.join(&name))).chain(["/usr/bin/rustc".into()]);
    let mut found: Vec<PathBuf> = Vec::new();
    for path in all.filter(|path| path.is_file()) {
        let seen = |known: &PathBuf| known.canonicalize().ok() == path.canonicalize().ok();
        if !found.iter().any(seen) {
            found.push(path);
        }
    }
    found
}

fn examine(rustc: &Path, environment: &Environment) -> Result<RustCompiler, String> {
    let text = ask(rustc, environment, &["-vV"])?;
    let version = text.lines().next().unwrap_or_default().to_owned();
    if release(&version).is_none_or(|release| release < OLDEST) {
        return Err(format!("{version} is older than {}.{}", OLDEST.0, OLDEST.1));
    }
    let host = text.lines().find_map(|line| line.strip_prefix("host: ")).unwrap_or_default();
    let sysroot = PathBuf::from(ask(rustc, environment, &["--print", "sysroot"])?.trim());
    let libraries = sysroot.join("lib/rustlib");
    let builds_std = !has_std(&libraries.join(TRIPLE).join("lib"));
    if builds_std && !libraries.join("src/rust/library/std/Cargo.toml").is_file() {
        return Err(format!(
            "{version} has neither the target {TRIPLE} nor the source of the standard library"
        ));
    }
    let own_linker =
        libraries.join(host).join("bin").join(format!("rust-lld{}", std::env::consts::EXE_SUFFIX));
    let linker = match own_linker.is_file() {
        true => None,
        false => Some(linker(environment).ok_or_else(|| format!("{version} has no linker for {TRIPLE}"))?),
    };
    Ok(RustCompiler { rustc: rustc.to_path_buf(), version, sysroot, builds_std, linker })
}

fn has_std(folder: &Path) -> bool {
    let is_std = |name: &OsStr| name.to_string_lossy().starts_with("libstd-");
    std::fs::read_dir(folder).is_ok_and(|entries| entries.flatten().any(|entry| is_std(&entry.file_name())))
}

/// LLVM's, newest first, or the one that rustup's compiler brings.
fn linker(environment: &Environment) -> Option<PathBuf> {
    let versions = (14..=30).rev().map(|version| format!("wasm-ld-{version}"));
    let named = versions.chain(["wasm-ld".to_owned(), "rust-lld".to_owned()]);
    named.into_iter().find_map(|name| environment.find_program(&name)).or_else(|| {
        let rustc = environment.path("RUSTC").filter(|path| path.is_file())?;
        let host = environment.text("HOST")?;
        let sysroot = ask(&rustc, environment, &["--print", "sysroot"]).ok()?;
        let program = Path::new(sysroot.trim()).join("lib/rustlib").join(host).join("bin/rust-lld");
        program.is_file().then_some(program)
    })
}

/// `rustc 1.96.0 (…)` is (1, 96).
fn release(version: &str) -> Option<(u32, u32)> {
    let mut numbers = version.strip_prefix("rustc ")?.split('.');
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}

fn ask(rustc: &Path, environment: &Environment, arguments: &[&str]) -> Result<String, String> {
    let output = environment
        .command(rustc)
        .args(arguments)
        .output()
        .map_err(|error| format!("it does not start: {error}"))?;
    match output.status.success() {
        true => Ok(String::from_utf8_lossy(&output.stdout).into_owned()),
        false => Err(String::from_utf8_lossy(&output.stderr).lines().next().unwrap_or_default().to_owned()),
    }
}

/// What was tried, and the one command that helps here.
pub(crate) fn explain(tried: &[Tried], has_rustup: bool) -> String {
    let debian = "sudo apt-get install -y --no-install-recommends rustc-web rust-web-src lld";
    let rustup = format!("rustup target add {TRIPLE}");
    let mut text = format!("no Rust compiler on this machine builds for {TRIPLE}, which guests run on\n");
    for Tried { rustc, reason } in tried {
        text.push_str(&format!("\n- {rustc}: {reason}"));
    }
    let (first, other) = if has_rustup { (&*rustup, debian) } else { (debian, &*rustup) };
    text.push_str(&format!("\n\nRun this:\n\n    {first}\n\nor, where that cannot be: {other}\n"));
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_machine_without_a_compiler_gets_one_command() {
        let tried = Tried {
            rustc: "/usr/bin/rustc".to_owned(),
            reason: "rustc 1.63.0 is older than 1.95".to_owned(),
        };
        let text = explain(std::slice::from_ref(&tried), true);
        assert!(text.contains("- /usr/bin/rustc: rustc 1.63.0 is older"), "{text}");
        assert!(text.contains("Run this:\n\n    rustup target add wasm32-unknown-unknown\n"), "{text}");
        assert!(explain(&[], false).contains("Run this:\n\n    sudo apt-get install"));
    }

    #[test]
    fn releases_are_compared_by_number() {
        assert_eq!(release("rustc 1.96.0 (ac68faa20 2026-08-01)"), Some((1, 96)));
        assert!(release("rustc 1.100.0").is_some_and(|release| release > OLDEST));
        assert_eq!(release("clang 22"), None);
    }

    #[test]
    fn a_compiler_that_does_not_start_is_told() {
        let environment = Environment::of_process().with(VARIABLE, "/nowhere/rustc");
        let tried = find(&environment).expect_err("there is none");
        assert!(tried[0].reason.contains("does not start"), "{tried:?}");
    }
}
