//! Whether calls without the engine's own way in work in this process.

use std::sync::OnceLock;

use ringfence_engine::trial::{NAME, Parameters, answer};
use ringfence_engine::wasmtime::{Error, Func, Instance, StoreContextMut, Trap};

use super::activation::entered;
use super::door::{Door, within};
use super::{Function, Interrupted, call, layout, through_row};
use crate::callback::{WireParams, WireResult};
use crate::engine::Host;

static WORKS: OnceLock<bool> = OnceLock::new();

/// What the trial's own function fails with.
#[derive(Debug, thiserror::Error)]
#[error("a trial")]
struct Failure;

/// Asked once, of the first store that comes: what is found in one is found in all.
pub(super) fn works(door: Door, context: &mut StoreContextMut<'_, Host>) -> bool {
    *WORKS.get_or_init(|| {
        let works = layout::fits() && returns(door, context) && fails(door, context);
        if !works {
            tracing::debug!(target: "ringfence", "the engine is not as `fast-calls` expects it; calls take the usual way");
        }
        works
    })
}

/// Whether parameters and results get through, more than once in one activation.
fn returns(door: Door, context: &mut StoreContextMut<'_, Host>) -> bool {
    let sum =
        Func::wrap(&mut *context, |a: i32, b: i64, c: f64| b.wrapping_add(a.into()).wrapping_add(c as i64));
    let (results, error) = within(door, context, |mut context| {
        let mut ask =
            |a: i32| of_host::<_, i64>(&mut context, &sum, (a, 1_i64 << 40, 8.0)).and_then(Result::ok);
        [ask(-9), ask(i32::MAX)]
    });
    results == [Some(0xff_ffff_ffff), Some(0x100_8000_0007)] && error.is_none()
}

/// Whether a function that fails ends the activation with its own reason, and nothing is called after it.
fn fails(door: Door, context: &mut StoreContextMut<'_, Host>) -> bool {
    let fail = Func::wrap(&mut *context, |_: i64| -> Result<i64, Error> { Err(Failure.into()) });
    let (results, error) = within(door, context, |mut context| {
        let mut ask = || of_host::<_, i64>(&mut context, &fail, (0_i64,));
        [ask(), ask()]
    });
    let refused = matches!(results, [Some(Err(Interrupted)), None]);
    refused && error.is_some_and(|error| error.is::<Failure>())
}

/// Whether compiled code of this instance takes parameters in registers, gives results in them, and traps where it should.
/// Modules have a function for it, except for those that were compiled as they came.
pub(super) fn takes_registers(
    door: Door,
    context: &mut StoreContextMut<'_, Host>,
    instance: Instance,
) -> bool {
    const PARAMETERS: Parameters = (-7, 1 << 40, 1e6, -3.0, i64::MIN, i32::MAX);
    let answer = answer(PARAMETERS);
    let traps = (0, PARAMETERS.1, PARAMETERS.2, PARAMETERS.3, PARAMETERS.4, PARAMETERS.5);
    let Some(function) = of_guest(context, instance) else { return false };
    let (results, error) = within(door, context, |context| {
        let host: *const Host = context.data();
        (
            call::<_, i64>(&function, host, PARAMETERS),
            call::<_, f64>(&function, host, PARAMETERS),
            call::<_, i64>(&function, host, traps),
            call::<_, i64>(&function, host, PARAMETERS),
        )
    });
    let (Some(Ok(whole)), Some(Ok(float)), Some(Err(Interrupted)), None) = results else { return false };
    let trapped = error.and_then(|error| error.downcast_ref::<Trap>().copied());
    whole == answer && float == answer as f64 && trapped == Some(Trap::UnreachableCodeReached)
}

fn of_guest(context: &mut StoreContextMut<'_, Host>, instance: Instance) -> Option<Function> {
    let trial = instance.get_typed_func::<Parameters, (i64, f64)>(&mut *context, NAME).ok()?;
    layout::function(context, trial.func()).filter(|function| !function.code.is_null())
}

/// Calls a function of the host as if it were the guest's, by its trampoline: that is all it is sure to have.
fn of_host<P: WireParams, R: WireResult>(
    context: &mut StoreContextMut<'_, Host>,
    function: &Func,
    arguments: P,
) -> Option<Result<R, Interrupted>> {
    let function = layout::function(context, function)?;
    entered(context.data(), |activation| through_row(&function, activation, arguments))
}
