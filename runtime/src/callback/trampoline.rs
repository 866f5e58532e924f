use std::panic::{AssertUnwindSafe, catch_unwind};

use ringfence_engine::wasmtime::{AsContextMut, Caller, Result as EngineResult};

use super::{Held, Signature, Stop};
use crate::engine::Host;
use crate::fault::{Cause, Fault};
#[cfg(feature = "hostile")]
use crate::hostile::hook::{self, Origin};
use crate::library::Library;
use crate::raw::{scope, stack};
use crate::stats;

/// Stack that a closure finds at least: the guest may have used all of its own before it called.
const CLOSURE_STACK: usize = 128 << 10;

/// Stack that a call back into the guest must leave. The engine bounds what the guest uses from the outermost
/// call on, so nothing has to be added for it here.
const NESTED_MARGIN: usize = 64 << 10;

/// What the guest's call of a function pointer of the host ends up in.
pub(super) fn run<S: Signature>(
    mut caller: Caller<'_, Host>,
    number: u32,
    params: S::Params,
) -> EngineResult<S::Results> {
    enter::<S>(&mut caller, number, params).map_err(|stop| stop.raise(caller.data_mut()))
}

#[inline]
fn enter<S: Signature>(
    caller: &mut Caller<'_, Host>,
    number: u32,
    params: S::Params,
) -> Result<S::Results, Stop> {
    if stats::is_on() {
        stats::called_back(S::Library::NAME);
    }
    let host = caller.data_mut();
    let held = host.callbacks.held::<S>(number).ok_or_else(|| named::<S>(Cause::StaleCallback))?;
    let lowest = enough_stack().map_err(|fault| fault.in_library(S::Library::NAME))?;
    host.callbacks.descend().map_err(|fault| fault.in_library(S::Library::NAME))?;
    let floor = std::mem::replace(&mut host.floor, lowest.saturating_add(NESTED_MARGIN));
    let result = call(caller, held, params);
    let host = caller.data_mut();
    host.callbacks.ascend();
    if host.trapped() {
        // A call inside the closure trapped. Whatever the closure made of it, this guest does not go on.
        let cause = host.gave_up.map_or(Cause::Discarded, |value| Cause::GaveUp { value });
        return Err(result.err().unwrap_or_else(|| named::<S>(cause).into()));
    }
    host.floor = floor;
    result
}

/// The lowest address of the thread's stack, if there is enough of it for a closure.
#[inline]
pub(crate) fn enough_stack() -> Result<usize, Fault> {
    let lowest = stack::lowest().unwrap_or(0);
    if stack::here() < lowest.saturating_add(CLOSURE_STACK) {
        return Err(Fault::new(Cause::CallbackStack { needed: CLOSURE_STACK as u64 }));
    }
    Ok(lowest)
}

/// Runs the closure. No panic gets past here, so none meets a guest's frames.
#[inline]
fn call<S: Signature>(
    caller: &mut Caller<'_, Host>,
    held: Held<S>,
    params: S::Params,
) -> Result<S::Results, Stop> {
    let context = caller.as_context_mut();
    let run = || {
        scope::open(context, |scope| {
            #[cfg(feature = "hostile")]
            let params = hook::returned(scope, Origin::callback::<S>(), Vec::new(), params);
            held.call(scope, params)
        })
    };
    match catch_unwind(AssertUnwindSafe(run)) {
        Ok(Ok(result)) => result.map_err(Stop::Fault),
        Ok(Err(fault)) => Err(Stop::Fault(fault)),
        Err(payload) => Err(Stop::Panic(payload)),
    }
}

#[cold]
fn named<S: Signature>(cause: Cause) -> Fault {
    Fault::new(cause).in_library(S::Library::NAME)
}
