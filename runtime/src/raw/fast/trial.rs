//! Whether calls without the engine's own way in work in this process.

use std::sync::OnceLock;

use ringfence_engine::wasmtime::{Error, Func, StoreContextMut};

use super::door::{Door, within};
use super::{Function, Interrupted, call, layout};
use crate::callback::{WireParams, WireResult};
use crate::engine::Host;

static WORKS: OnceLock<bool> = OnceLock::new();

/// What the trial's own function fails with.
#[derive(Debug, thiserror::Error)]
#[error("a trial")]
struct Failure;

/// Asked once, of the first store that comes: what is found in one is found in all.
pub(crate) fn works(door: Door, context: &mut StoreContextMut<'_, Host>) -> bool {
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

/// Calls a function of the host as if it were the guest's.
fn of_host<P: WireParams, R: WireResult>(
    context: &mut StoreContextMut<'_, Host>,
    function: &Func,
    arguments: P,
) -> Option<Result<R, Interrupted>> {
    let (array_call, vmctx) = layout::function(context, function)?;
    call(Function { array_call, vmctx }, context.data(), arguments)
}
