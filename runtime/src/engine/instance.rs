use std::sync::Arc;
use std::time::Instant;

use ringfence_engine::wasmtime::{
    AsContextMut, Error, Store, StoreContextMut, TypedFunc, WasmParams, WasmResults,
};

use super::Loaded;
use super::host::{self, Host, Parts};
use super::longjmp::{self, Recovery};
use super::{last_words, outcome, thrown};
use crate::callback::Stop;
use crate::capability::Granted;
use crate::fault::{Cause, Fault};
use crate::library::Library;
use crate::plan::Plan;
use crate::raw::poll::Stoppable;
use crate::raw::{fast, stack};
use crate::scope::Arena;

/// Stack that must be left beyond the guest's own: for the engine's frames and the operating system's.
const STACK_MARGIN: u64 = 64 << 10;

/// A fresh copy of a library, its clock running. None of its code ran: that is up to [`begin`].
pub(crate) fn create<L: Library>(plan: &Plan) -> Result<Stoppable, Fault> {
    let Plan { loaded, limits, capabilities, image, .. } = plan;
    let functions = Arc::<L::Functions>::default();
    let granted = Granted::new(L::NAME, capabilities.clone());
    let host =
        Host::new(*limits, loaded.polls(), Arena::new(loaded.arena()), functions, granted, image.clone());
    let mut store = Store::new(loaded.template.module().engine(), host);
    store.limiter(|host| host);
    host::on_epoch(&mut store);
    let end = host::start_clock(&mut store.as_context_mut());
    let floor = floor(limits.stack)?;
    store.data_mut().set_floor(floor);
    let instance = loaded
        .template
        .instantiate(&mut store)
        .map_err(|error| outcome::of_instantiation(&error, store.data()))?;
    let memory = instance.get_memory(&mut store, "memory").ok_or_else(no_memory)?;
    let table = instance.get_table(&mut store, "__indirect_function_table");
    let recovery = Recovery::of(&mut store, &instance);
    store.data_mut().parts = Some(Parts { instance, memory, table, recovery });
    let mut instance = Stoppable::new(store);
    arm(&mut instance, loaded, end)?;
    Ok(instance)
}

/// Makes a fresh instance what its library's calls expect: its static constructors are done, or were before.
pub(crate) fn begin(instance: &mut Stoppable) -> Result<(), Fault> {
    let mut context = instance.context();
    match context.data().image.clone() {
        Some(image) => image.put_into(&mut context),
        None => initialize(context),
    }
}

/// Prepares a used instance for its next scope.
pub(crate) fn renew(plan: &Plan, instance: &mut Stoppable) -> Result<(), Fault> {
    let Plan { loaded, limits, .. } = plan;
    instance.host_mut().renew(*limits);
    let end = host::start_clock(&mut instance.context());
    let floor = floor(limits.stack)?;
    instance.host_mut().set_floor(floor);
    arm(instance, loaded, end)
}

/// Lets guest code run until `end`.
fn arm(instance: &mut Stoppable, loaded: &Loaded, end: Instant) -> Result<(), Fault> {
    if !loaded.polls() {
        return Ok(());
    }
    let Some(Parts { memory, .. }) = instance.host_mut().parts else { return Err(no_memory()) };
    instance.arm(end, memory, loaded.is_pooled()).map_err(|error| {
        Fault::new(Cause::Host(format!("a page could not be made ready for a deadline: {error}").into()))
    })
}

/// Runs the constructors that the linker collected in `_initialize`, as a reactor module expects.
fn initialize(mut context: StoreContextMut<'_, Host>) -> Result<(), Fault> {
    let Some(Parts { instance, .. }) = context.data().parts else { return Err(no_memory()) };
    let Ok(function) = instance.get_typed_func::<(), ()>(&mut context, "_initialize") else {
        return Ok(());
    };
    call(context, &function, ()).map_err(|fault| fault.in_function("_initialize"))
}

/// Enters the guest through the engine.
#[inline]
pub(crate) fn call<P: WasmParams, R: WasmResults>(
    mut context: StoreContextMut<'_, Host>,
    function: &TypedFunc<P, R>,
    arguments: P,
) -> Result<R, Fault> {
    if stack::here() < context.data().floor {
        return Err(refusal(context.data()));
    }
    let result = {
        let _hidden = fast::hide(context.data());
        function.call(&mut context, arguments)
    };
    result.map_err(|error| ended(&mut context, &error))
}

/// The fault of host code that wanted the guest unwound. A panic goes on here, if that is what the application chose.
#[cold]
pub(super) fn stopped(host: &mut Host) -> Option<Fault> {
    let stop = host.stop.take()?;
    if matches!(stop, Stop::Panic(_)) {
        host.gave_up = None;
    }
    Some(stop.into_fault(host.limits().on_panic))
}

/// What becomes of the instance and of the host after guest code was interrupted.
#[cold]
pub(super) fn ended(context: &mut StoreContextMut<'_, Host>, error: &Error) -> Fault {
    let host = context.data_mut();
    host.condemn();
    let fault = match stopped(host) {
        Some(fault) => fault,
        None => match longjmp::taken(context, error) {
            Some(value) => {
                context.data_mut().gave_up = Some(value);
                longjmp::fault(value).with_frames(outcome::frames(error))
            }
            None => {
                context.data_mut().gave_up = None;
                let thrown = thrown::taken(context, error);
                match thrown {
                    Some(fault) => {
                        let refused = context.data().memory_was_refused();
                        fault.with_frames(outcome::frames(error)).after_refusal(refused)
                    }
                    None => last_words::explain(outcome::of_call(error, context.data()), context),
                }
            }
        },
    };
    let host = context.data();
    if host.gave_up.is_some() && !host.callbacks.is_inside() {
        longjmp::recover(context);
    }
    fault
}

#[cold]
pub(super) fn refusal(host: &Host) -> Fault {
    match host.gave_up {
        Some(value) => longjmp::fault(value),
        None if host.trapped() => Fault::new(Cause::Discarded),
        None => thread_stack(host.limits().stack),
    }
}

/// Adds pages of 64 KiB and gives the address of the first.
pub(crate) fn grow(context: &mut StoreContextMut<'_, Host>, pages: u64) -> Result<u32, Fault> {
    let refused = Cause::MemoryLimit { bytes: context.data().limits().memory };
    let Some(parts) = context.data().parts else { return Err(no_memory()) };
    match parts.memory.grow(context, pages) {
        Ok(before) => u32::try_from(before << 16).map_err(|_| Fault::new(refused)),
        Err(_) => Err(Fault::new(refused)),
    }
}

/// Looks an export up on first use. The macro has checked name and type against the embedded module; with a
/// module compiled in the process, this is the check.
#[cold]
pub(crate) fn resolve<P: WasmParams, R: WasmResults>(
    context: &mut StoreContextMut<'_, Host>,
    name: &str,
) -> Result<TypedFunc<P, R>, Fault> {
    let Some(parts) = context.data().parts else { return Err(no_memory()) };
    parts.instance.get_typed_func(context, name).map_err(|error| {
        Fault::new(Cause::Module(format!("the module does not match its interface: {error:#}")))
    })
}

/// The address of an exported variable: the linker exports a global that holds it.
#[cold]
pub(crate) fn address(context: &mut StoreContextMut<'_, Host>, name: &str) -> Result<u32, Fault> {
    let Some(parts) = context.data().parts else { return Err(no_memory()) };
    let global = parts.instance.get_global(&mut *context, name);
    match global.and_then(|global| global.get(context).i32()) {
        Some(address) => Ok(address.cast_unsigned()),
        None => Err(Fault::new(Cause::Module(format!("the module exports no variable `{name}`")))),
    }
}

#[cold]
pub(crate) fn no_memory() -> Fault {
    Fault::new(Cause::Module("the module does not export its memory as `memory`".into()))
}

/// The address above which the stack pointer must be at a call, once it is clear that it is above it now.
/// Zero where the platform does not tell the bounds of a stack.
fn floor(stack: u64) -> Result<usize, Fault> {
    let needed = usize::try_from(stack.saturating_add(STACK_MARGIN)).unwrap_or(usize::MAX);
    let floor = stack::lowest().map_or(0, |lowest| lowest.saturating_add(needed).min(usize::MAX - 1));
    if stack::here() < floor { Err(thread_stack(stack)) } else { Ok(floor) }
}

#[cold]
fn thread_stack(stack: u64) -> Fault {
    Fault::new(Cause::ThreadStack { needed: stack.saturating_add(STACK_MARGIN) })
}
