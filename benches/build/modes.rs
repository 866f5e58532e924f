//! The same modules for three ways of stopping them, `benches/deadline` runs all: none, epochs, polls.

use std::error::Error;
use std::path::PathBuf;

use ringfence_engine::{Code, Interruption, compiler, poll};

pub(super) fn compile(library: &str) -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("no OUT_DIR")?);
    let wasm = std::fs::read(folder.join(library).join(format!("{library}.wasm")))?;
    let polling = poll::insert(&wasm).ok_or("a module that cannot poll")?;
    let modes = [
        ("none", Interruption::Poll, &wasm),
        ("epochs", Interruption::Epoch, &wasm),
        ("polls", Interruption::Poll, &polling),
    ];
    for (mode, interruption, module) in modes {
        let engine = compiler(Some(&std::env::var("TARGET")?), Code { interruption, ..Code::default() })?;
        std::fs::write(folder.join(format!("{library}.{mode}")), engine.precompile_module(module)?)?;
    }
    Ok(())
}
