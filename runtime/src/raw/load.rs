//! Machine code becomes a module.

use ringfence_engine::wasmtime::{Engine, Module, Result};

use crate::library::Artefact;

/// Loads the machine code embedded in this executable.
///
/// The engine compares its own version and every setting that shapes machine code with those in the file's
/// header, and refuses what does not match; it does not and cannot check the code itself.
pub(crate) fn embedded(engine: &Engine, artefact: &'static Artefact) -> Result<Module> {
    // SAFETY: `deserialize` requires bytes that `Module::serialize` or `Engine::precompile_module` of this
    // engine version wrote and that nobody changed since. An `Artefact` is built only by the expansion of
    // `#[ringfence::library]`, which embeds the file that the build helper precompiled in this build and
    // compares its SHA-256 with the one that the helper recorded. The bytes are part of the executable's
    // read-only data, so they cannot change after that check.
    unsafe { Module::deserialize(engine, artefact.machine_code) }
}
