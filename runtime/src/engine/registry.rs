//! Engines and loaded modules, made once per process.

use std::any::TypeId;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use ringfence_engine::wasmtime::{self, Engine, InstancePre, Linker, Module};
use ringfence_engine::{Code, Dialect, ENGINE, Interruption, PoolShape};

use super::host::Host;
use super::watchdog;
use crate::capability;
use crate::fault::{Cause, Fault};
#[cfg(target_os = "linux")]
use crate::input::busy;
use crate::library::{Artefact, Library};
use crate::raw;
use crate::raw::fast::Doors;

/// By what runs the code, by the stack of guests, and by what is particular to the code.
static ENGINES: Mutex<BTreeMap<(Kind, u64, Code), Started>> = Mutex::new(BTreeMap::new());
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

/// An engine of this process. It lives as long as the process.
#[derive(Clone)]
struct Started {
    engine: Engine,
    is_pooled: bool,
}

/// A module ready to be instantiated.
pub(crate) struct Loaded {
    pub(super) template: InstancePre<Host>,
    arena: Option<(u32, u32)>,
    interruption: Interruption,
    is_pooled: bool,
    is_plain_machine_code: bool,
    doors: Doors,
}

impl Loaded {
    /// Whether its code looks by itself whether it may go on.
    pub(super) fn polls(&self) -> bool {
        self.interruption == Interruption::Poll
    }

    /// Whether its memories lie in slots that are used again.
    pub(super) fn is_pooled(&self) -> bool {
        self.is_pooled
    }

    /// Whether the processor runs it, and it neither throws nor catches.
    pub(super) fn is_plain_machine_code(&self) -> bool {
        self.is_plain_machine_code
    }

    /// What opens activations of instances.
    pub(super) fn doors(&self) -> &Doors {
        &self.doors
    }

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
    let interruption = Interruption::of(L::ARTEFACT.polls);
    let started = start::<L>(Kind::Machine, stack, interruption)?;
    if interruption == Interruption::Poll && !Interruption::polls_here() {
        return Err(Fault::new(Cause::Module("the embedded machine code is that of another system".into())));
    }
    let module = raw::load::embedded(&started.engine, L::ARTEFACT).map_err(|error| {
        Fault::new(Cause::Module(format!(
            "the embedded machine code does not fit {ENGINE} as configured here: {error:#}; \
             build `ringfence` and `ringfence-build` from the same release and target"
        )))
    })?;
    let loaded = Arc::new(prepare(Kind::Machine, &started, &module, L::ARTEFACT, interruption)?);
    modules.insert(key, loaded.clone());
    Ok(loaded)
}

/// Compiles a module in the process. Its interface is checked at each first call, as the macro could not.
#[cfg(feature = "jit")]
pub(crate) fn compile<L: Library>(kind: Kind, stack: u64, wasm: &[u8]) -> Result<Arc<Loaded>, Fault> {
    let can_poll = kind == Kind::Machine && Interruption::polls_here();
    let polling = can_poll.then(|| ringfence_engine::instrument(wasm)).flatten();
    let interruption = Interruption::of(polling.is_some());
    let started = start::<L>(kind, stack, interruption)?;
    let module = Module::new(&started.engine, polling.as_deref().unwrap_or(wasm))
        .map_err(|error| Fault::new(Cause::Module(format!("{error:#}"))))?;
    // The arena's address is the embedded module's; in another module those bytes are somebody else's.
    let artefact = Artefact { arena: None, ..*L::ARTEFACT };
    prepare(kind, &started, &module, &artefact, interruption).map(Arc::new)
}

fn start<L: Library>(kind: Kind, stack: u64, interruption: Interruption) -> Result<Started, Fault> {
    let code = Code { dialect: Dialect::of(L::ARTEFACT.exceptions), interruption };
    let mut engines = ENGINES.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(started) = engines.get(&(kind, stack, code)) {
        return Ok(started.clone());
    }
    let started = engine(kind, stack, code)
        .map_err(|error| Fault::new(Cause::Host(format!("the engine could not start: {error:#}").into())))?;
    if interruption == Interruption::Epoch {
        watchdog::serve(started.engine.clone());
    }
    engines.insert((kind, stack, code), started.clone());
    Ok(started)
}

/// When the operating system refuses the pool's address space (a container with a tight limit), instances are
/// allocated on demand instead: slower to create, equally safe.
fn engine(kind: Kind, stack: u64, code: Code) -> wasmtime::Result<Started> {
    let bytes = usize::try_from(stack).unwrap_or(usize::MAX);
    match kind {
        Kind::Machine => match ringfence_engine::pooled(bytes, PoolShape::default(), code) {
            Ok(engine) => Ok(Started { engine, is_pooled: true }),
            Err(_) => {
                ringfence_engine::on_demand(bytes, code).map(|engine| Started { engine, is_pooled: false })
            }
        },
        #[cfg(feature = "pulley")]
        Kind::Interpreter => ringfence_engine::interpreter(bytes, code.dialect)
            .map(|engine| Started { engine, is_pooled: false }),
    }
}

/// A module that imports anything that was not granted is refused here.
fn prepare(
    kind: Kind,
    Started { engine, is_pooled }: &Started,
    module: &Module,
    artefact: &Artefact,
    interruption: Interruption,
) -> Result<Loaded, Fault> {
    let mut linker = Linker::new(engine);
    capability::link(&mut linker, module, artefact.capabilities)?;
    lay_out(module).map_err(|error| {
        Fault::new(Cause::Host(format!("the module's data could not be laid out: {error:#}").into()))
    })?;
    let template = linker.instantiate_pre(module).map_err(|error| {
        Fault::new(Cause::Module(format!("the module cannot be instantiated: {error:#}")))
    })?;
    let doors = Doors::new(engine)
        .map_err(|error| Fault::new(Cause::Host(format!("the engine could not start: {error:#}").into())))?;
    let is_plain = kind == Kind::Machine && !artefact.exceptions;
    Ok(Loaded {
        template,
        arena: artefact.arena,
        interruption,
        is_pooled: *is_pooled,
        is_plain_machine_code: is_plain,
        doors,
    })
}

/// Makes the file in memory that instances begin with, which the engine would otherwise do for the first one.
#[cfg(target_os = "linux")]
fn lay_out(module: &Module) -> wasmtime::Result<()> {
    busy::ask(|| module.initialize_copy_on_write_image(), |error| error.downcast_ref().is_some_and(busy::is))
}

#[cfg(not(target_os = "linux"))]
fn lay_out(module: &Module) -> wasmtime::Result<()> {
    module.initialize_copy_on_write_image()
}
