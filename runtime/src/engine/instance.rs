use std::sync::Arc;

use ringfence_engine::wasmtime::{
    Instance as EngineInstance, Memory, Store, TypedFunc, WasmParams, WasmResults,
};

use super::host::{self, Host};
use super::{Loaded, outcome};
use crate::fault::{Cause, Fault};
use crate::library::Library;
use crate::limits::Effective;
use crate::raw::stack;
use crate::scope::Export;

/// Stack that must be left beyond the guest's own: for the engine's frames and the operating system's.
const STACK_MARGIN: u64 = 64 << 10;

/// One live copy of a library: its memory, its functions, its clock.
pub(crate) struct Instance<L: Library> {
    store: Store<Host>,
    handle: EngineInstance,
    memory: Memory,
    functions: L::Functions,
    /// Calls are refused while the stack pointer is below this address: so much stack must be left for the
    /// guest. After a trap it is the highest address there is, so that one comparison refuses both.
    floor: usize,
}

/// The floor of an instance that takes no more calls.
const TRAPPED: usize = usize::MAX;

impl<L: Library> Instance<L> {
    /// A fresh copy, its clock running and its static constructors done.
    pub(crate) fn new(loaded: &Arc<Loaded>, limits: Effective) -> Result<Self, Fault> {
        let mut store = Store::new(loaded.template.module().engine(), Host::new(limits));
        store.limiter(|host| host);
        host::on_epoch(&mut store);
        host::start_clock(&mut store);
        let floor = floor(limits.stack)?;
        let handle = loaded
            .template
            .instantiate(&mut store)
            .map_err(|error| outcome::of_instantiation(&error, store.data()))?;
        let memory = handle.get_memory(&mut store, "memory").ok_or_else(no_memory)?;
        let functions = L::Functions::default();
        let mut instance = Self { store, handle, memory, functions, floor };
        instance.initialize()?;
        Ok(instance)
    }

    /// Prepares a used instance for its next scope.
    pub(crate) fn renew(&mut self) -> Result<(), Fault> {
        host::start_clock(&mut self.store);
        self.floor = floor(self.limits().stack)?;
        Ok(())
    }

    /// Runs the constructors that the linker collected in `_initialize`, as a reactor module expects.
    fn initialize(&mut self) -> Result<(), Fault> {
        let Ok(function) = self.handle.get_typed_func::<(), ()>(&mut self.store, "_initialize") else {
            return Ok(());
        };
        function
            .call(&mut self.store, ())
            .map_err(|error| outcome::of_call(&error, self.store.data()).in_function("_initialize"))
    }

    /// Whether guest code was interrupted in this instance, so that its state means nothing any more.
    pub(crate) fn trapped(&self) -> bool {
        self.floor == TRAPPED
    }

    pub(crate) fn limits(&self) -> &Effective {
        self.store.data().limits()
    }

    /// All of linear memory.
    #[inline]
    pub(crate) fn memory(&self) -> &[u8] {
        self.memory.data(&self.store)
    }

    /// All of linear memory, to write.
    #[inline]
    pub(crate) fn memory_mut(&mut self) -> &mut [u8] {
        self.memory.data_mut(&mut self.store)
    }

    /// Adds pages of 64 KiB and gives the address of the first.
    pub(crate) fn grow(&mut self, pages: u64) -> Result<u32, Fault> {
        let refused = Cause::MemoryLimit { bytes: self.limits().memory };
        match self.memory.grow(&mut self.store, pages) {
            Ok(before) => u32::try_from(before << 16).map_err(|_| Fault::new(refused)),
            Err(_) => Err(Fault::new(refused)),
        }
    }

    /// Calls an exported function.
    #[inline]
    pub(crate) fn call<P: WasmParams, R: WasmResults>(
        &mut self,
        index: usize,
        slot: impl FnOnce(&mut L::Functions) -> &mut Export<P, R>,
        arguments: P,
    ) -> Result<R, Fault> {
        if stack::here() < self.floor {
            return Err(self.refusal());
        }
        let export = slot(&mut self.functions);
        let function = match &export.0 {
            Some(function) => function,
            None => export.0.insert(resolve::<L, P, R>(&self.handle, &mut self.store, index)?),
        };
        function.call(&mut self.store, arguments).map_err(|error| {
            self.floor = TRAPPED;
            outcome::of_call(&error, self.store.data())
        })
    }

    #[cold]
    fn refusal(&self) -> Fault {
        if self.trapped() { Fault::new(Cause::Discarded) } else { thread_stack(self.limits().stack) }
    }
}

/// Looks an export up on first use. The macro has checked name and type against the embedded module; with a
/// module compiled in the process, this is the check.
#[cold]
fn resolve<L: Library, P: WasmParams, R: WasmResults>(
    handle: &EngineInstance,
    store: &mut Store<Host>,
    index: usize,
) -> Result<TypedFunc<P, R>, Fault> {
    let name = L::FUNCTIONS.get(index).copied().unwrap_or_default();
    handle.get_typed_func(store, name).map_err(|error| {
        Fault::new(Cause::Module(format!("the module does not match its interface: {error:#}")))
    })
}

#[cold]
fn no_memory() -> Fault {
    Fault::new(Cause::Module("the module does not export its memory as `memory`".into()))
}

/// The address above which the stack pointer must be at a call, once it is clear that it is above it now.
/// Zero where the platform does not tell the bounds of a stack.
fn floor(stack: u64) -> Result<usize, Fault> {
    let needed = usize::try_from(stack + STACK_MARGIN).unwrap_or(TRAPPED);
    let floor = stack::lowest().map_or(0, |lowest| lowest.saturating_add(needed).min(TRAPPED - 1));
    if stack::here() < floor { Err(thread_stack(stack)) } else { Ok(floor) }
}

#[cold]
fn thread_stack(stack: u64) -> Fault {
    Fault::new(Cause::ThreadStack { needed: stack + STACK_MARGIN })
}
