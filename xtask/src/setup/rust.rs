//! The Rust compiler for guests: one that has the standard library of their target, or can build it.
//!
//! This only decides whether something must be installed. The build helper makes its own, stricter choice.

use std::path::{Path, PathBuf};

use crate::shell::{self, Shell};

/// What guests run on.
const TARGET: &str = "wasm32-unknown-unknown";

/// The compiler of Debian, and the source from which it builds the library. It wants a linker of LLVM.
pub(super) const PACKAGES: [&str; 2] = ["rustc-web", "rust-web-src"];

/// Whether guests can be built.
pub(super) fn is_ready(shell: &Shell) -> bool {
    let own = std::env::var_os("RINGFENCE_RUSTC").map_or_else(|| PathBuf::from("rustc"), PathBuf::from);
    let found = [own, "/usr/bin/rustc".into()].iter().any(|rustc| serves(shell, rustc));
    println!("  Rust for WebAssembly: {}", if found { "found" } else { "missing" });
    found
}

/// Adds the target to the toolchain in use. Fails where rustup is not, or reaches no server.
pub(super) fn add_target(shell: &Shell) -> bool {
    shell::run(&mut shell.command("rustup", ["target", "add", TARGET])).is_ok() && is_ready(shell)
}

fn serves(shell: &Shell, rustc: &Path) -> bool {
    let Ok(sysroot) = shell::capture(&mut shell.command(rustc, ["--print", "sysroot"])) else { return false };
    let rustlib = Path::new(sysroot.trim()).join("lib/rustlib");
    rustlib.join(TARGET).join("lib").is_dir() || rustlib.join("src/rust/library/std/Cargo.toml").is_file()
}
