//! The answer of the last search, so that several libraries and repeated builds do not pay for probes.

use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use serde::{Deserialize, Serialize};

use super::{Linker, Toolchain, clang, wasi_sdk};
use crate::{Environment, files};

/// Variables that decide which toolchain is found.
pub(crate) const VARIABLES: [&str; 7] = [
    clang::OVERRIDE_COMPILER,
    clang::OVERRIDE_LINKER,
    clang::OVERRIDE_SYSROOT,
    wasi_sdk::VARIABLE,
    "PATH",
    "PYTHONPATH",
    "RUSTC",
];

#[derive(Serialize, Deserialize)]
struct Entry {
    key: String,
    toolchain: Toolchain,
}

pub(super) fn read(environment: &Environment, scratch: &Path) -> Option<Toolchain> {
    let text = std::fs::read(file(scratch)).ok()?;
    let entry: Entry = serde_json::from_slice(&text).ok()?;
    (entry.key == key(environment, &entry.toolchain)).then_some(entry.toolchain)
}

/// A cache that cannot be written costs time, nothing else.
pub(super) fn write(environment: &Environment, scratch: &Path, toolchain: &Toolchain) {
    let entry = Entry { key: key(environment, toolchain), toolchain: toolchain.clone() };
    if let Ok(text) = serde_json::to_vec(&entry) {
        let _ = std::fs::write(file(scratch), text);
    }
}

fn file(scratch: &Path) -> PathBuf {
    scratch.join("toolchain.json")
}

fn key(environment: &Environment, toolchain: &Toolchain) -> String {
    let variables = VARIABLES.map(|name| format!("{name}={:?}", environment.variable(name)));
    let text = format!("{} {variables:?} {}", env!("CARGO_PKG_VERSION"), identity(toolchain));
    files::sha256(text.as_bytes())
}

/// Which programs and archives these are: path, size and time of each. An update of any of them changes it.
pub(crate) fn identity(toolchain: &Toolchain) -> String {
    let described: Vec<_> = parts(toolchain).iter().map(|path| describe(path)).collect();
    format!("{:?} {} {}", toolchain, toolchain.version, described.join(" "))
}

/// The files whose change means another toolchain.
pub(crate) fn parts(toolchain: &Toolchain) -> Vec<PathBuf> {
    let mut parts = vec![toolchain.compiler.program.clone()];
    if let Linker::WasmLd { tool, libc } = &toolchain.linker {
        let archive = |name: &str| libc.archives.join(name);
        parts.extend([
            tool.program.clone(),
            libc.builtins.clone(),
            archive("libc.a"),
            archive("crt1-reactor.o"),
        ]);
    }
    parts
}

fn describe(path: &Path) -> String {
    let Ok(data) = path.metadata() else { return "absent".to_owned() };
    let changed = data.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    format!("{}:{}", data.len(), changed.unwrap_or_default().as_nanos())
}
