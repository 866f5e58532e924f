//! How calls of a scope enter the guest.
//!
//! Through the engine, or, in scopes of a pool with [fast calls](crate::Pool), by the engine's trampolines inside one
//! activation that the scope opens. What is not the guest's own function, or comes out of a callback, goes through the
//! engine there, too.

use ringfence_engine::wasmtime::{AsContextMut, StoreContextMut, TypedFunc};

use super::host::Parts;
use super::instance;
use super::{Host, outcome};
use crate::callback::{WireParams, WireResult};
use crate::fault::Fault;
use crate::plan::Plan;
use crate::raw::fast::{self, Door, Function};
use crate::raw::stack;

/// A function that was looked up.
pub(crate) struct Entry<P, R>(TypedFunc<P, R>);

impl<P: WireParams, R: WireResult> Entry<P, R> {
    /// The export of this name and type, and where it begins, if it can be called without the engine's way in.
    #[cold]
    pub(crate) fn of(
        context: &mut StoreContextMut<'_, Host>,
        name: &str,
    ) -> Result<(Self, Option<Function>), Fault> {
        let function = instance::resolve::<P, R>(context, name)?;
        let is_fast = context.data().door.is_some();
        let instance = context.data().parts.map(|parts| parts.instance).filter(|_| is_fast);
        let direct = instance.and_then(|instance| Function::of::<P>(context, instance, function.func()));
        Ok((Self(function), direct))
    }

    /// Calls it by the engine's own way in.
    #[inline]
    pub(crate) fn call(&self, context: &mut StoreContextMut<'_, Host>, arguments: P) -> Result<R, Fault> {
        instance::call(context.as_context_mut(), &self.0, arguments)
    }
}

/// Calls a function without the engine's way in, if that can be.
#[inline(always)]
pub(crate) fn directly<P: WireParams, R: WireResult>(
    function: &Function,
    context: &mut StoreContextMut<'_, Host>,
    arguments: P,
) -> Option<Result<R, Fault>> {
    if stack::here() < context.data().floor {
        return None;
    }
    let outcome = fast::call(function, context.data(), arguments)?;
    Some(outcome.map_err(|_| interrupted(context.data_mut())))
}

/// Runs the body of a scope, its calls as fast as the plan allows.
pub(crate) fn scoped<R>(
    plan: &Plan,
    mut context: StoreContextMut<'_, Host>,
    body: impl FnOnce(StoreContextMut<'_, Host>) -> Result<R, Fault>,
) -> Result<R, Fault> {
    let Some(door) = door(plan, &mut context) else { return body(context) };
    let (result, error) = fast::within(door, &mut context, body);
    match error {
        Some(error) => {
            let reason = instance::ended(&mut context, &error);
            result.map_err(|fault| fault.completed_by(reason))
        }
        None => result,
    }
}

/// What opens an activation, if calls of the plan's scopes are to be fast, and can be.
fn door(plan: &Plan, context: &mut StoreContextMut<'_, Host>) -> Option<Door> {
    if !plan.fast {
        return None;
    }
    if context.data().door.is_none() && can_be_fast(plan, context.data()) {
        let Parts { instance, .. } = context.data().parts?;
        context.data_mut().door = plan.loaded.doors().door(context, instance);
    }
    context.data().door
}

/// A library that goes on after a `longjmp` needs to know at once that it was one, and exceptions of the guest's need
/// more of the engine at each call.
fn can_be_fast(plan: &Plan, host: &Host) -> bool {
    plan.loaded.is_plain_machine_code() && host.parts.is_some_and(|parts| parts.recovery.is_none())
}

/// What is known of a trap while its scope is open.
#[cold]
fn interrupted(host: &mut Host) -> Fault {
    host.condemn();
    if let Some(fault) = instance::stopped(host) {
        return fault;
    }
    Fault::new(outcome::so_far(host)).provisional()
}
