//! The wasi-sdk: clang, lld and sysroot in one folder.

use std::path::{Path, PathBuf};

use super::{Kind, Linker, Proposal, Tool, Toolchain, Unfit, libc};
use crate::Environment;

pub(crate) const VARIABLE: &str = "WASI_SDK_PATH";

/// Where its own instructions put it.
const USUAL: &str = "/opt/wasi-sdk";

pub(crate) fn proposals(environment: &Environment) -> Vec<Proposal<'_>> {
    let named = environment.path(VARIABLE).map(|folder| (VARIABLE.to_owned(), folder));
    let usual = Path::new(USUAL).is_dir().then(|| (USUAL.to_owned(), PathBuf::from(USUAL)));
    named
        .or(usual)
        .map(|(name, folder)| Proposal {
            name,
            kind: Kind::WasiSdk,
            examine: Box::new(move || examine(&folder, environment)),
        })
        .into_iter()
        .collect()
}

fn examine(folder: &Path, environment: &Environment) -> Result<Toolchain, Unfit> {
    let compiler = Tool::new(program(folder, "clang", environment)?);
    let tool = Tool::new(program(folder, "wasm-ld", environment)?);
    let libc = libc::of_sysroot(&folder.join("share").join("wasi-sysroot"), &compiler, environment)?;
    let version = compiler.version(environment)?;
    Ok(Toolchain { kind: Kind::WasiSdk, compiler, linker: Linker::WasmLd { tool, libc }, version })
}

fn program(folder: &Path, name: &str, environment: &Environment) -> Result<PathBuf, Unfit> {
    let path = folder.join("bin").join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    environment
        .find_program(&path.to_string_lossy())
        .ok_or_else(|| Unfit::because(format!("{} is missing", path.display())))
}
