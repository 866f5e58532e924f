//! What the compiler says of this machine.

use std::process::Command;

/// The triple that is built for unless another is asked for.
pub(crate) fn triple() -> Result<String, String> {
    let compiler = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = Command::new(compiler).arg("-vV").output();
    let output = output.map_err(|error| format!("rustc does not start: {error}"))?;
    let text = String::from_utf8_lossy(&output.stdout);
    let host = text.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned).ok_or_else(|| {
        // Of rustup, say, where the toolchain that a folder asks for is not installed.
        let why = String::from_utf8_lossy(&output.stderr);
        format!("rustc does not tell its host: {}", why.trim())
    })
}
