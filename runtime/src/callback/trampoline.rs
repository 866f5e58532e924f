use std::panic::{AssertUnwindSafe, catch_unwind};

use ringfence_engine::wasmtime::{AsContextMut, Caller, Result as EngineResult};

use super::{Done, Held, Signature, Stop};
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
    enter::<S>(&mut caller, number, params).ok_or_else(Stop::raised)
}

/// None leaves in the store why the guest is to be unwound.
#[inline]
fn enter<S: Signature>(caller: &mut Caller<'_, Host>, number: u32, params: S::Params) -> Option<S::Results> {
    if stats::is_on() {
        stats::called_back(S::Library::NAME);
    }
    let host = caller.data_mut();
    let Some(held) = host.callbacks.held::<S>(number) else {
        return stop(host, named::<S>(Cause::StaleCallback));
    };
    if stack::here() < host.closure_floor {
        return stop(host, named::<S>(no_stack()));
    }
    if let Err(fault) = host.callbacks.descend() {
        return stop(host, fault.in_library(S::Library::NAME));
    }
    let floor = std::mem::replace(&mut host.floor, host.nested_floor);
    let outcome = call(caller, held, params);
    let host = caller.data_mut();
    host.callbacks.ascend();
    if host.trapped() {
        return stop(host, after_a_trap::<S>(host.gave_up, outcome));
    }
    host.floor = floor;
    match outcome {
        Ok(Ok(Done { fault: None, results })) => Some(results),
        outcome => reason(outcome).and_then(|reason| stop(host, reason)),
    }
}

/// What came of a closure: a panic, or a scope that could not be opened, or what it left behind.
type Outcome<S> = std::thread::Result<Result<Done<<S as Signature>::Results>, Fault>>;

/// Leaves in the store why the guest is to be unwound.
#[cold]
#[inline(never)]
fn stop<R>(host: &mut Host, reason: impl Into<Stop>) -> Option<R> {
    host.stop = Some(reason.into());
    None
}

#[cold]
fn reason<R>(outcome: std::thread::Result<Result<Done<R>, Fault>>) -> Option<Stop> {
    match outcome {
        Ok(Ok(done)) => done.fault.map(Stop::Fault),
        Ok(Err(fault)) => Some(Stop::Fault(fault)),
        Err(payload) => Some(Stop::Panic(payload)),
    }
}

/// A call inside the closure trapped. Whatever the closure made of it, this guest does not go on.
#[cold]
fn after_a_trap<S: Signature>(gave_up: Option<i32>, outcome: Outcome<S>) -> Stop {
    let cause = gave_up.map_or(Cause::Discarded, |value| Cause::GaveUp { value });
    reason(outcome).unwrap_or_else(|| named::<S>(cause).into())
}

/// The addresses above which the stack pointer must be when the guest calls a closure, and when that calls the guest.
pub(crate) fn floors() -> (usize, usize) {
    let lowest = stack::lowest().unwrap_or(0);
    (lowest.saturating_add(CLOSURE_STACK), lowest.saturating_add(NESTED_MARGIN))
}

/// Whether there is enough stack for host code that the guest calls.
pub(crate) fn enough_stack(host: &Host) -> Result<(), Fault> {
    if stack::here() < host.closure_floor { Err(Fault::new(no_stack())) } else { Ok(()) }
}

#[cold]
fn no_stack() -> Cause {
    Cause::CallbackStack { needed: CLOSURE_STACK as u64 }
}

/// Runs the closure. No panic gets past here, so none meets a guest's frames.
#[inline]
fn call<S: Signature>(caller: &mut Caller<'_, Host>, held: Held<S>, params: S::Params) -> Outcome<S> {
    let context = caller.as_context_mut();
    catch_unwind(AssertUnwindSafe(|| {
        scope::open(context, |scope| {
            #[cfg(feature = "hostile")]
            let params = hook::returned(scope, Origin::callback::<S>(), Vec::new(), params);
            held.call(scope, params)
        })
    }))
}

#[cold]
fn named<S: Signature>(cause: Cause) -> Fault {
    Fault::new(cause).in_library(S::Library::NAME)
}
