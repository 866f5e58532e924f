//! The unit tests of `runtime/src/raw/`, the only folder with unsafe code, under tools that watch memory.

use anyhow::bail;

use crate::shell::{self, Shell};

/// Runs them in an interpreter that knows the rules of references.
pub(crate) fn miri(shell: &Shell) -> anyhow::Result<()> {
    if !shell::succeeds(&mut shell.cargo(["miri", "--version"])) {
        bail!(
            "this toolchain has no Miri, so nothing was run\n\
             Miri comes with nightly toolchains:\n    \
             rustup toolchain install nightly --component miri\n    \
             cargo +nightly xtask miri\n\
             Until then `cargo xtask test --only sanitizer` runs the same tests under AddressSanitizer."
        );
    }
    for model in ["-Zmiri-strict-provenance", "-Zmiri-strict-provenance -Zmiri-tree-borrows"] {
        let arguments = ["miri", "test", "--locked", "--package", "ringfence", "--lib", "--", "raw::"];
        shell::run(shell.cargo(arguments).env("MIRIFLAGS", model))?;
    }
    Ok(())
}

/// Runs them with every access to the heap and to locals checked.
///
/// The tests of stacks ask where the stack is, so locals must be there and not where the tool would put them to tell
/// whether they are used after their function returned.
pub(crate) fn sanitizer(shell: &Shell) -> anyhow::Result<()> {
    if !cfg!(any(target_os = "linux", target_os = "macos")) {
        println!("AddressSanitizer is not for this system; skipped");
        return Ok(());
    }
    let host = shell::capture(&mut shell.command("rustc", ["--print", "host-tuple"]))?;
    let folder = shell.target().join("sanitizer");
    for (tests, locals) in [("raw::loan", "1"), ("raw::record", "1"), ("raw::stack", "0")] {
        let mut command = shell.cargo(["test", "--locked", "--package", "ringfence", "--lib"]);
        command.args(["--target", host.trim()]).arg("--target-dir").arg(&folder).args(["--", tests]);
        // The sanitizers come with every toolchain; only the flag is that of nightly ones.
        command.env("RUSTC_BOOTSTRAP", "1").env("RUSTFLAGS", "-Zsanitizer=address");
        command.env("ASAN_OPTIONS", format!("detect_stack_use_after_return={locals}"));
        shell::run(&mut command)?;
    }
    Ok(())
}
