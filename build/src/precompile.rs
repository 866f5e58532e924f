//! A checked module to machine code.

use std::hash::{DefaultHasher, Hash, Hasher};

use ringfence_engine::Dialect;
use ringfence_engine::wasmtime::Engine;

use crate::Error;

/// The engine's compiler for one target.
///
/// The triple is always given, also when it is that of this machine: the artefact must run on every machine of
/// the target, so only the features that all of them have may be used. Measured, that costs nothing.
pub(crate) struct Precompiler {
    engine: Engine,
    target: String,
}

impl Precompiler {
    pub(crate) fn new(library: &str, target: &str, dialect: Dialect) -> Result<Self, Error> {
        let engine = ringfence_engine::compiler(Some(target), dialect)
            .map_err(|error| failure(library, target, &error))?;
        Ok(Self { engine, target: target.to_owned() })
    }

    pub(crate) fn compile(&self, library: &str, module: &[u8]) -> Result<Vec<u8>, Error> {
        self.engine.precompile_module(module).map_err(|error| failure(library, &self.target, &error))
    }

    /// Differs whenever the engine would refuse the other's artefacts.
    pub(crate) fn identity(&self) -> String {
        let mut hasher = DefaultHasher::new();
        self.engine.precompile_compatibility_hash().hash(&mut hasher);
        format!("{} {:016x}", ringfence_engine::ENGINE, hasher.finish())
    }
}

fn failure(library: &str, target: &str, error: &ringfence_engine::wasmtime::Error) -> Error {
    let mut message = format!("{error:#}");
    if message.contains("target is disabled") {
        message.push_str(
            ". Another processor than the one that builds needs the feature `cross` of ringfence-build",
        );
    }
    Error::Precompile { library: library.to_owned(), target: target.to_owned(), message }
}
