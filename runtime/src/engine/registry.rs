//! Engines and loaded modules, made once per process.

use std::any::TypeId;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use ringfence_engine::wasmtime::{Engine, InstancePre, Linker, Module};
use ringfence_engine::{Dialect, ENGINE, PoolShape};

use super::host::Host;
use super::watchdog;
use crate::capability;
use crate::fault::{Cause, Fault};
use crate::library::{Artefact, Library};
use crate::raw;

/// By what runs the code, by the stack of guests, and by what modules may use.
static ENGINES: Mutex<BTreeMap<(Kind, u64, Dialect), Engine>> = Mutex::new(BTreeMap::new());
static MODULES: Mutex<BTreeMap<(TypeId, u64), Arc<Loaded>>> = Mutex::new(BTreeMap::new());

/// What runs the code of a module.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// The processor.
    Machine,
    /// The engine's interpreter.
    #[cfg(feature = "pulley")]
    Interpreter,
}

/// A module ready to be instantiated.
pub(crate) struct Loaded {
    pub(super) template: InstancePre<Host>,
    arena: Option<(u32, u32)>,
}

impl Loaded {
    /// Address and size of the block that the module sets aside for the host.
    pub(crate) fn arena(&self) -> Option<(u32, u32)> {
        self.arena
    }
}

/// The module of `L` in an engine whose guests have `stack` bytes, loaded on first use.
pub(crate) fn load<L: Library>(stack: u64) -> Result<Arc<Loaded>, Fault> {
    if let Some(reason) = L::ABSENT {
        return Err(Fault::new(Cause::Module(reason.to_owned())));
    }
    #[cfg(feature = "hostile")]
    if let Some(wasm) = crate::hostile::hook::replacement::<L>() {
        return compile::<L>(Kind::Machine, stack, &wasm);
    }
    let key = (TypeId::of::<L>(), stack);
    let mut modules = MODULES.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(loaded) = modules.get(&key) {
        return Ok(loaded.clone());
    }
    let engine = engine::<L>(Kind::Machine, stack)?;
    let module = raw::load::embedded(&engine, L::ARTEFACT).map_err(|error| {
        Fault::new(Cause::Module(format!(
            "the embedded machine code does not fit {ENGINE} as configured here: {error:#}; \
             build `ringfence` and `ringfence-build` from the same release and target"
        )))
    })?;
    let loaded = Arc::new(prepare(&engine, &module, L::ARTEFACT)?);
    modules.insert(key, loaded.clone());
    Ok(loaded)
}

/// Compiles a module in the process. Its interface is checked at each first call, as the macro could not.
#[cfg(feature = "jit")]
pub(crate) fn compile<L: Library>(kind: Kind, stack: u64, wasm: &[u8]) -> Result<Arc<Loaded>, Fault> {
    let engine = engine::<L>(kind, stack)?;
    let module =
        Module::new(&engine, wasm).map_err(|error| Fault::new(Cause::Module(format!("{error:#}"))))?;
    // The arena's address is the embedded module's; in another module those bytes are somebody else's.
    let artefact = Artefact { arena: None, ..*L::ARTEFACT };
    prepare(&engine, &module, &artefact).map(Arc::new)
}

fn engine<L: Library>(kind: Kind, stack: u64) -> Result<Engine, Fault> {
    let dialect = Dialect::of(L::ARTEFACT.exceptions);
    let mut engines = ENGINES.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(engine) = engines.get(&(kind, stack, dialect)) {
        return Ok(engine.clone());
    }
    let bytes = usize::try_from(stack).unwrap_or(usize::MAX);
    let started = match kind {
        Kind::Machine => ringfence_engine::runtime(bytes, PoolShape::default(), dialect),
        #[cfg(feature = "pulley")]
        Kind::Interpreter => ringfence_engine::interpreter(bytes, dialect),
    };
    let engine = started
        .map_err(|error| Fault::new(Cause::Host(format!("the engine could not start: {error:#}").into())))?;
    watchdog::serve(engine.clone());
    engines.insert((kind, stack, dialect), engine.clone());
    Ok(engine)
}

/// A module that imports anything that was not granted is refused here.
fn prepare(engine: &Engine, module: &Module, artefact: &Artefact) -> Result<Loaded, Fault> {
    let mut linker = Linker::new(engine);
    capability::link(&mut linker, module, artefact.capabilities)?;
    let template = linker.instantiate_pre(module).map_err(|error| {
        Fault::new(Cause::Module(format!("the module cannot be instantiated: {error:#}")))
    })?;
    Ok(Loaded { template, arena: artefact.arena })
}
