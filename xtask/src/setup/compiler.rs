//! Which C compiler for WebAssembly is there already.
//!
//! This only decides whether something must be installed. The build helper makes its own, stricter choice,
//! and `cargo ringfence doctor` explains it.

use std::ffi::OsString;
use std::fmt;
use std::path::{Path, PathBuf};

use super::{apt, zig};
use crate::shell::{self, Shell};

pub(super) enum Compiler {
    /// The user said which.
    Named(&'static str, OsString),
    /// Clang of this version, from the distribution.
    Clang(u32),
    /// A zig on the path, as a program or a Python package.
    Zig,
    /// The zig that [`zig::install`] put into this folder.
    PrivateZig(PathBuf),
}

impl Compiler {
    /// Tells later builds where the compiler is, when they could not find it themselves.
    pub(super) fn announce(&self, shell: &mut Shell) {
        if let Self::PrivateZig(folder) = self {
            zig::announce(shell, folder);
        }
    }
}

impl fmt::Display for Compiler {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Named(variable, value) => write!(f, "{} ({variable})", value.to_string_lossy()),
            Self::Clang(version) => write!(f, "clang-{version}"),
            Self::Zig => f.write_str("zig"),
            Self::PrivateZig(_) => f.write_str("zig in target/toolchain"),
        }
    }
}

/// The first that looks complete, in the order of the build helper.
pub(super) fn find(shell: &Shell) -> Option<Compiler> {
    named()
        .or_else(|| {
            (apt::OLDEST..=apt::NEWEST).rev().find(|&version| has_clang(shell, version)).map(Compiler::Clang)
        })
        .or_else(|| has_zig(shell).then_some(Compiler::Zig))
        .or_else(|| zig::installed(shell).map(Compiler::PrivateZig))
}

fn named() -> Option<Compiler> {
    ["RINGFENCE_WASM_CC", "WASI_SDK_PATH"]
        .into_iter()
        .find_map(|variable| std::env::var_os(variable).map(|value| Compiler::Named(variable, value)))
}

/// A clang is of use with its runtime library, a linker, and the libraries of C and C++.
fn has_clang(shell: &Shell, version: u32) -> bool {
    let question = ["--target=wasm32-wasi", "-Wno-deprecated", "--print-libgcc-file-name"];
    let runtime = shell::capture(&mut shell.command(format!("clang-{version}"), question));
    let linker = || shell::succeeds(&mut shell.command(format!("wasm-ld-{version}"), ["--version"]));
    runtime.is_ok_and(|path| Path::new(path.trim()).is_file())
        && linker()
        && has_wasi_libc()
        && has_libcxx(version)
}

fn has_wasi_libc() -> bool {
    ["/usr/lib/wasm32-wasi/libc.a", "/usr/share/wasi-sysroot/lib/wasm32-wasi/libc.a"]
        .iter()
        .any(|path| Path::new(path).is_file())
}

/// Of this very version: the packages of several cannot be installed at once.
fn has_libcxx(version: u32) -> bool {
    Path::new(&format!("/usr/lib/llvm-{version}/lib/wasm32-wasi/libc++.a")).is_file()
}

fn has_zig(shell: &Shell) -> bool {
    shell::succeeds(&mut shell.command("zig", ["version"]))
        || shell::succeeds(&mut shell.command("python3", ["-m", "ziglang", "version"]))
}
