//! The unit tests of loans, the unsafe code that forgets lifetimes, under tools that watch memory.

use anyhow::bail;

use crate::shell::{self, Shell};

/// The package that holds loans and nothing else.
const PACKAGE: &str = "ringfence-loans";

/// Runs them in an interpreter that knows the rules of references, in both models that are proposed for Rust.
pub(crate) fn miri(shell: &Shell) -> anyhow::Result<()> {
    if !shell::succeeds(&mut shell.cargo(["miri", "--version"])) {
        bail!(
            "this toolchain has no Miri, so nothing was run\n\
             Miri comes with nightly toolchains:\n    \
             rustup toolchain install nightly --profile minimal --component miri,rust-src\n    \
             cargo +nightly xtask miri\n\
             Until then `cargo xtask test --only sanitizer` runs the same tests under AddressSanitizer."
        );
    }
    for model in ["-Zmiri-strict-provenance", "-Zmiri-strict-provenance -Zmiri-tree-borrows"] {
        let arguments = ["miri", "test", "--locked", "--package", PACKAGE, "--lib"];
        shell::run(shell.cargo(arguments).env("MIRIFLAGS", model))?;
    }
    Ok(())
}

/// Runs them with every access to the heap and to locals checked, those of functions that have returned included.
pub(crate) fn sanitizer(shell: &Shell) -> anyhow::Result<()> {
    if !cfg!(any(target_os = "linux", target_os = "macos")) {
        println!("AddressSanitizer is not for this system; skipped");
        return Ok(());
    }
    let host = shell::capture(&mut shell.command("rustc", ["--print", "host-tuple"]))?;
    let mut command = shell.cargo(["test", "--locked", "--package", PACKAGE, "--lib"]);
    command.args(["--target", host.trim()]).arg("--target-dir").arg(shell.target().join("sanitizer"));
    // The sanitizers come with every toolchain; only the flag is that of nightly ones.
    command.env("RUSTC_BOOTSTRAP", "1").env("RUSTFLAGS", "-Zsanitizer=address");
    shell::run(command.env("ASAN_OPTIONS", "detect_stack_use_after_return=1"))
}
