//! Zig, a C compiler for WebAssembly in one Python package: the way for those who are not root.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use super::apt;
use super::compiler::Compiler;
use crate::shell::{self, Shell};

/// The version that was tested.
const PACKAGE: &str = "ziglang==0.17.0";

/// Reads headers for the feature `bindings`; zig has it inside, where nothing else can load it.
const LIBCLANG: &str = "libclang==18.1.1";

/// Puts zig into `target/toolchain/ziglang`; nothing outside that folder changes.
pub(super) fn install(shell: &Shell) -> anyhow::Result<Compiler> {
    let folder = folder(shell);
    let mut pip = shell.command("python3", ["-m", "pip", "install", "--quiet", "--target"]);
    let installed = shell::run(pip.arg(&folder).args(["--upgrade", PACKAGE, LIBCLANG]));
    if installed.is_err() {
        let line = apt::line(&apt::wasm_compiler(apt::NEWEST));
        bail!("python3 with pip is needed to fetch zig; or, as root: {line}");
    }
    self::installed(shell).map(Compiler::PrivateZig).context("pip installed ziglang, but it holds no zig")
}

/// The private folder, if zig is there.
pub(super) fn installed(shell: &Shell) -> Option<PathBuf> {
    let folder = folder(shell);
    (program(&folder).is_file() && libclang(&folder).is_dir()).then_some(folder)
}

/// Names the compiler to the build helper and gives it a cache of its own.
pub(super) fn announce(shell: &mut Shell, folder: &Path) {
    // A command with arguments cannot name a folder with blanks. The helper then finds the package by itself.
    let command = format!("{} cc", program(folder).display());
    let (variable, value) = match folder.to_string_lossy().contains(char::is_whitespace) {
        false => ("RINGFENCE_WASM_CC", command),
        true => ("PYTHONPATH", folder.display().to_string()),
    };
    println!("  For builds outside of xtask: export {variable}='{value}'");
    shell.set(variable, value);
    shell.set("LIBCLANG_PATH", libclang(folder));
    shell.set("ZIG_GLOBAL_CACHE_DIR", folder.with_file_name("zig-cache"));
}

fn folder(shell: &Shell) -> PathBuf {
    shell.target().join("toolchain").join("ziglang")
}

/// The folder with the library.
fn libclang(folder: &Path) -> PathBuf {
    folder.join("clang").join("native")
}

fn program(folder: &Path) -> PathBuf {
    folder.join("ziglang").join(format!("zig{}", std::env::consts::EXE_SUFFIX))
}
