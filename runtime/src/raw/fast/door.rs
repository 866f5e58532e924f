//! An activation around the body of a scope.
//!
//! The engine opens one around every function that the host calls. So the body runs as a function of the host, which the
//! host calls. Between the two stands [`pass`]: only a trampoline can say that it trapped without giving a reason, which
//! is what it has to say when there is a reason already, that of a call made by the body.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::ptr;
use std::sync::OnceLock;

use ringfence_engine::wasmtime::{
    AsContextMut, Caller, Engine, Error, Func, Instance, Linker, StoreContextMut, ValRaw,
};

use super::layout::{self, ArrayCall, WORDS};
use super::{Activation, Function, trial};
use crate::engine::Host;
use crate::raw::stack;

/// The function of the host that runs the body of a scope, in an instance. It serves all scopes of that.
#[derive(Clone, Copy)]
pub(crate) struct Door {
    function: Func,
    /// Whether the instance's functions can be called with their parameters in registers.
    pub(super) takes_registers: bool,
}

/// What instances get it from. Defined once for a module, it costs them little.
pub(crate) struct Doors {
    linker: Linker<Host>,
    /// Whether functions of the module can be called with their parameters in registers, once it was tried.
    takes_registers: OnceLock<bool>,
}

/// Its name, under which nobody else looks for it.
const NAME: [&str; 2] = ["ringfence", "door"];

impl Doors {
    pub(crate) fn new(engine: &Engine) -> Result<Self, Error> {
        let mut linker = Linker::new(engine);
        linker.func_wrap(NAME[0], NAME[1], |mut caller: Caller<'_, Host>, visit: i64| {
            let visit = ptr::with_exposed_provenance_mut::<Visit<'_>>(visit as usize);
            // SAFETY: guests cannot get at this function, since it is in no table and no import. `pass` alone calls it, and
            // hands on what `open` gave it: a visit on the stack of `open`, of which nobody else holds a reference.
            let body = unsafe { (*visit).body };
            // SAFETY: the body lies behind `open`, which has it to itself and waits for this to return.
            let body = unsafe { &mut *body };
            body(caller.as_context_mut());
        })?;
        Ok(Self { linker, takes_registers: OnceLock::new() })
    }

    /// That of an instance, if what is behind it works in this process.
    pub(crate) fn door(&self, context: &mut StoreContextMut<'_, Host>, instance: Instance) -> Option<Door> {
        let function = self.linker.get(&mut *context, NAME[0], NAME[1]).ok()?.into_func()?;
        let mut door = Door { function, takes_registers: false };
        if !trial::works(door, context) {
            return None;
        }
        door.takes_registers =
            *self.takes_registers.get_or_init(|| trial::takes_registers(door, context, instance));
        Some(door)
    }
}

/// What `open` has for the other side.
struct Visit<'a> {
    host: *const Host,
    array_call: ArrayCall,
    vmctx: *mut u8,
    body: *mut (dyn FnMut(StoreContextMut<'_, Host>) + 'a),
}

/// What the engine takes for the trampoline of a function of the host.
///
/// # Safety
///
/// `row` must begin with the address of a [`Visit`].
unsafe extern "C" fn pass(_: *mut u8, caller: *mut u8, row: *mut ValRaw, length: usize) -> bool {
    // SAFETY: this is how `open` fills it.
    let address = unsafe { row.read() }.get_i64();
    // SAFETY: the visit lies on the stack of `open`, which waits for this to return.
    let Visit { host, array_call, vmctx, .. } =
        unsafe { ptr::with_exposed_provenance::<Visit<'_>>(address as usize).read() };
    let record = layout::record(caller, host).filter(|record| record.is_at_rest());
    let limits = record.map(|record| (record, record.limited()));
    let Some((record, limit)) = limits.filter(|(_, limit)| *limit < stack::here()) else {
        // SAFETY: both are those of the function that the engine was to call, and so is the row.
        return unsafe { array_call(vmctx, caller, row, length) };
    };
    let stack = stack::here().saturating_sub(limit);
    let activation = Activation::new(host, record, caller, stack);
    // While the host's code runs, no limit is set: the engine then sets its own for what is called through it.
    record.set_limit(usize::MAX);
    // SAFETY: as above.
    let done = activation.around(|| unsafe { array_call(vmctx, caller, row, length) });
    record.set_limit(limit);
    done && !activation.trapped.get()
}

/// Runs `body` in an activation of its own. The error is why a call of the body's trapped.
pub(crate) fn within<R>(
    door: Door,
    context: &mut StoreContextMut<'_, Host>,
    body: impl FnOnce(StoreContextMut<'_, Host>) -> R,
) -> (R, Option<Error>) {
    let mut state = State::Waits(body);
    let outcome = open(door, context, &mut |context| state.run(context));
    match state {
        State::Done(Ok(value)) => (value, outcome.err()),
        State::Done(Err(payload)) => resume_unwind(payload),
        // The engine did not get as far.
        State::Waits(body) => (body(context.as_context_mut()), None),
    }
}

/// A body, and what it came to.
enum State<F, R> {
    Waits(F),
    Done(Result<R, Box<dyn Any + Send>>),
}

impl<R, F: FnOnce(StoreContextMut<'_, Host>) -> R> State<F, R> {
    /// No panic gets past here, so none meets the engine.
    fn run(&mut self, context: StoreContextMut<'_, Host>) {
        let running = Self::Done(Err(Box::new("a scope ran within itself")));
        if let Self::Waits(body) = std::mem::replace(self, running) {
            *self = Self::Done(catch_unwind(AssertUnwindSafe(|| body(context))));
        }
    }
}

fn open(
    door: Door,
    context: &mut StoreContextMut<'_, Host>,
    body: &mut dyn FnMut(StoreContextMut<'_, Host>),
) -> Result<(), Error> {
    let host: *const Host = context.data();
    let Some(Function { array_call, vmctx, .. }) = layout::function(context, &door.function) else {
        return Ok(());
    };
    let mut description: [usize; WORDS] =
        layout::with_trampoline(layout::description(context, &door.function), pass);
    let mut visit = Visit { host, array_call, vmctx, body: ptr::from_mut(body) };
    let address = (&raw mut visit).expose_provenance();
    let mut row = [ValRaw::i64(address as i64)];
    // SAFETY: the description is that of a function of this store but for the trampoline, which does what that of the
    // function does, and it lies here for as long as `passage` does.
    let passage = unsafe { Func::from_raw(context.as_context_mut(), (&raw mut description).cast()) };
    let Some(passage) = passage else { return Ok(()) };
    // SAFETY: the type of the function is one number of 64 bits, which is in the row, and no result.
    unsafe { passage.call_unchecked(context, &raw mut row) }
}
