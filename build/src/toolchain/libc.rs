//! The C library of a toolchain whose compiler does not bring one.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::{Fix, Tool, Unfit};
use crate::Environment;

/// Folders that hold the WASI headers and archives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Libc {
    /// Folder with `stdlib.h`.
    pub headers: PathBuf,
    /// Folder with `libc.a` and `crt1-reactor.o`.
    pub archives: PathBuf,
    /// The compiler's own support routines for WebAssembly.
    pub builtins: PathBuf,
}

/// Folder names that a sysroot uses for the target, ours first.
const FOLDERS: [&str; 3] = ["wasm32-wasi", "wasm32-wasip1", "wasm32-unknown-wasip1"];

/// Prefixes where distributions put wasi-libc: directly below (`include/wasm32-wasi`), or as a sysroot.
const PREFIXES: [&str; 8] = [
    "/usr",
    "/usr/share/wasi-sysroot",
    "/usr/wasm32-wasi",
    "/usr/local/share/wasi-sysroot",
    "/usr/local",
    "/opt/homebrew/share/wasi-sysroot",
    "/opt/homebrew/opt/wasi-libc/share/wasi-sysroot",
    "/home/linuxbrew/.linuxbrew/share/wasi-sysroot",
];

/// Headers and archives below one prefix.
pub(crate) fn below(prefix: &Path) -> Option<(PathBuf, PathBuf)> {
    let archives =
        FOLDERS.iter().map(|folder| prefix.join("lib").join(folder)).find(|path| complete(path))?;
    let mut headers = FOLDERS.iter().map(|folder| prefix.join("include").join(folder));
    let headers = headers.find(|path| path.join("stdlib.h").is_file()).or_else(|| {
        // Older sysroots have one set of headers for all targets. Below /usr those would be the host's.
        let shared = prefix.join("include");
        let own = shared.join("wasi").join("api.h").is_file() && shared.join("stdlib.h").is_file();
        own.then_some(shared)
    })?;
    Some((headers, archives))
}

fn complete(folder: &Path) -> bool {
    ["libc.a", "crt1-reactor.o"].iter().all(|file| folder.join(file).is_file())
}

/// The libc of this machine for `compiler`.
pub(crate) fn of_system(
    compiler: &Tool,
    environment: &Environment,
    fix: impl Fn() -> Fix,
) -> Result<Libc, Unfit> {
    let Some((headers, archives)) = PREFIXES.iter().find_map(|prefix| below(Path::new(prefix))) else {
        return Err(Unfit::fixed_by(
            "wasi-libc (stdlib.h, libc.a and crt1-reactor.o for WebAssembly) is missing",
            fix(),
        ));
    };
    let builtins = builtins(compiler, environment)
        .ok_or_else(|| Unfit::fixed_by("the compiler's libclang_rt.builtins for wasm32 is missing", fix()))?;
    Ok(Libc { headers, archives, builtins })
}

/// The libc below an explicit sysroot.
pub(crate) fn of_sysroot(sysroot: &Path, compiler: &Tool, environment: &Environment) -> Result<Libc, Unfit> {
    let (headers, archives) = below(sysroot).ok_or_else(|| {
        Unfit::because(format!(
            "{} is not a WASI sysroot: include/wasm32-wasi/stdlib.h, lib/wasm32-wasi/libc.a or crt1-reactor.o is missing",
            sysroot.display()
        ))
    })?;
    let builtins = builtins(compiler, environment)
        .ok_or_else(|| Unfit::because("the compiler's libclang_rt.builtins for wasm32 is missing"))?;
    Ok(Libc { headers, archives, builtins })
}

/// Asks the compiler. The answer depends on the spelling of the target, and it names a file that may not exist.
fn builtins(compiler: &Tool, environment: &Environment) -> Option<PathBuf> {
    FOLDERS.iter().find_map(|target| {
        let arguments = [&*format!("--target={target}"), "--print-libgcc-file-name"];
        let path = PathBuf::from(compiler.ask(environment, &arguments).ok()?.trim());
        path.is_file().then_some(path)
    })
}
