//! A checked module to machine code.

use std::hash::{DefaultHasher, Hash, Hasher};

use ringfence_engine::wasmtime::Engine;
use ringfence_engine::{Code, Dialect, Interruption, poll};

use crate::context::Context;
use crate::{Error, Library};

/// The engine's compiler for one target.
///
/// The triple is given also when it is that of this machine: the artefact must run on every machine of the target, so
/// only the features that all of them have may be used. Measured, that costs nothing without vector code. The exception
/// is [`Library::native_cpu`], and the engine compares the features with the processor when it loads such an artefact.
pub(crate) struct Precompiler {
    /// For modules that poll, where the target can.
    polling: Option<Engine>,
    counting: Engine,
    target: String,
}

/// What a module became.
pub(crate) struct Precompiled {
    pub(crate) machine_code: Vec<u8>,
    pub(crate) interruption: Interruption,
}

impl Precompiler {
    pub(crate) fn new(library: &Library, context: &Context, dialect: Dialect) -> Result<Self, Error> {
        let Context { target, host, .. } = context;
        if library.native_cpu && target != host {
            return Err(Error::Setting(format!(
                "{}: `.native_cpu()` is for the machine that builds, {host}, and the target is {target}",
                library.name
            )));
        }
        let triple = (!library.native_cpu).then_some(target.as_str());
        let engine = |interruption| {
            ringfence_engine::compiler(triple, Code { dialect, interruption })
                .map_err(|error| failure(&library.name, target, &error))
        };
        let polling = Interruption::polls_on(target).then(|| engine(Interruption::Poll)).transpose()?;
        Ok(Self { polling, counting: engine(Interruption::Epoch)?, target: target.clone() })
    }

    pub(crate) fn compile(&self, library: &str, module: &[u8]) -> Result<Precompiled, Error> {
        let compiled = match (&self.polling, ringfence_engine::instrument(module)) {
            (Some(engine), Some(module)) => (engine.precompile_module(&module), Interruption::Poll),
            _ => (self.counting.precompile_module(module), Interruption::Epoch),
        };
        let machine_code = compiled.0.map_err(|error| failure(library, &self.target, &error))?;
        Ok(Precompiled { machine_code, interruption: compiled.1 })
    }

    /// Differs whenever the engine would refuse the other's artefacts, or they would poll another page.
    pub(crate) fn identity(&self) -> String {
        let mut hasher = DefaultHasher::new();
        for engine in self.polling.iter().chain([&self.counting]) {
            engine.precompile_compatibility_hash().hash(&mut hasher);
        }
        (poll::REVISION, poll::POLL_ADDRESS, poll::POLL_BYTES).hash(&mut hasher);
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
