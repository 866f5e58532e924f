//! Packages of Debian and Ubuntu.

use anyhow::bail;

use crate::shell::{self, Shell};

/// The compilers for the machine itself.
pub(super) const C: &str = "gcc";
pub(super) const LIBC: &str = "libc6-dev";
pub(super) const CXX: &str = "g++";

/// Intrinsics of other processors for vector code inside the fence.
pub(super) const SIMDE: &str = "libsimde-dev";

/// The LLVM that gives the best modules; older ones work.
pub(super) const NEWEST: u32 = 22;
/// The oldest LLVM that was tried.
pub(super) const OLDEST: u32 = 14;

/// Everything that compiles and links C and C++ for WebAssembly with LLVM `version`.
pub(super) fn wasm_compiler(version: u32) -> Vec<String> {
    vec![
        format!("clang-{version}"),
        format!("lld-{version}"),
        format!("libclang-rt-{version}-dev-wasm32"),
        "wasi-libc".to_owned(),
        format!("libc++-{version}-dev-wasm32"),
        format!("libc++abi-{version}-dev-wasm32"),
        // Reads headers for the feature `bindings`.
        format!("libclang1-{version}"),
    ]
}

/// The line one would type to install `packages`.
pub(super) fn line<S: AsRef<str>>(packages: &[S]) -> String {
    let names: Vec<_> = packages.iter().map(AsRef::as_ref).collect();
    format!("apt-get update && apt-get install -y --no-install-recommends {}", names.join(" "))
}

/// Whether this is a machine with apt, and we are root on it.
pub(super) fn is_usable(shell: &Shell) -> bool {
    let root = shell::capture(&mut shell.command("id", ["-u"])).is_ok_and(|id| id.trim() == "0");
    root && shell::succeeds(&mut shell.command("apt-get", ["--version"]))
}

/// Installs the named packages and, if asked for, the newest compiler for WebAssembly that this release has.
pub(super) fn install(shell: &Shell, packages: &[&str], with_wasm_compiler: bool) -> anyhow::Result<()> {
    shell::run(&mut shell.command("apt-get", ["update", "-q"]))?;
    let mut packages: Vec<String> = packages.iter().map(|&name| name.to_owned()).collect();
    if with_wasm_compiler {
        let known = (OLDEST..=NEWEST).rev().map(wasm_compiler).find(|set| are_known(shell, set));
        match known {
            Some(set) => packages.extend(set),
            None => bail!("apt knows no clang from {OLDEST} to {NEWEST} that compiles for WebAssembly"),
        }
    }
    let mut command = shell.command("apt-get", ["install", "-y", "-q", "--no-install-recommends"]);
    shell::run(command.args(packages).env("DEBIAN_FRONTEND", "noninteractive"))
}

fn are_known(shell: &Shell, packages: &[String]) -> bool {
    let mut command = shell.command("apt-cache", ["policy"]);
    command.args(packages).env("LC_ALL", "C");
    shell::capture(&mut command).is_ok_and(|answer| candidates(&answer) == packages.len())
}

/// How many packages of an `apt-cache policy` answer could be installed.
fn candidates(answer: &str) -> usize {
    answer
        .lines()
        .filter_map(|line| line.trim().strip_prefix("Candidate:"))
        .filter(|v| *v != " (none)")
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn candidates_are_counted() {
        let answer = "clang-22:\n  Installed: (none)\n  Candidate: 1:22.1.8\nlld-22:\n  Candidate: (none)\n";
        assert_eq!(candidates(answer), 1);
        assert_eq!(candidates(""), 0);
    }

    #[test]
    fn the_line_is_complete() {
        assert_eq!(
            line(&wasm_compiler(22)),
            "apt-get update && apt-get install -y --no-install-recommends \
             clang-22 lld-22 libclang-rt-22-dev-wasm32 wasi-libc libc++-22-dev-wasm32 libc++abi-22-dev-wasm32 \
             libclang1-22"
        );
    }
}
