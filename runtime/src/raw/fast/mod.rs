//! Calls without the engine's own way in.
//!
//! An entry into the guest through the engine opens an *activation*: a record on the stack, known to the thread, to which
//! a trap comes back. That is most of what a call costs. Here a whole scope runs inside one activation, and its calls go
//! straight to the code that the engine compiled for the function, or to its trampoline for that.
//!
//! - [`layout`]: where the engine keeps what that takes, each place compared with what its public interface says;
//! - [`registers`]: calls whose parameters fit into registers, without a trampoline of the engine's;
//! - [`activation`]: which calls are taken, the rule that everything hangs on;
//! - [`door`]: opens the activation around the body of a scope;
//! - [`trial`]: whether it works in this process.
//!
//! What a trap leaves behind lies in a private cell of the activation, and there can be one. So after a trap nothing is
//! called any more, and the reason comes out where the activation ends, from the engine itself.
//!
//! What a call writes into the engine's record of the store, it leaves there: the next one writes the same words, and who
//! asks the engine to run a guest of the store takes them away first, for the engine reads them as frames of a guest that
//! still runs.

mod activation;
mod door;
mod layout;
mod registers;
mod trial;

use activation::entered;
pub(crate) use activation::{Activation, Interrupted, hide};
pub(crate) use door::{Door, Doors, within};
use layout::ArrayCall;
pub(crate) use registers::Registers;
use ringfence_engine::wasmtime::{Func, Instance, StoreContextMut, ValRaw};

use crate::callback::{WireParams, WireResult};
use crate::engine::Host;

/// Where a function begins, for callers outside of the guest.
#[derive(Clone, Copy)]
pub struct Function {
    /// The engine's trampoline, and what it calls. Which of them is used is up to the parameters.
    array_call: ArrayCall,
    code: *const u8,
    vmctx: *mut u8,
}

// SAFETY: three addresses, which mean something only beside the store that they are of. They are used in `call` alone, on
// the thread that has the store to itself.
unsafe impl Send for Function {}
// SAFETY: as above; nothing is changed through a shared one.
unsafe impl Sync for Function {}

impl Function {
    /// A function of the guest's own code. None for those that it only hands on, and where something is not as expected.
    #[cold]
    pub(crate) fn of<P: WireParams>(
        context: &mut StoreContextMut<'_, Host>,
        instance: Instance,
        function: &Func,
    ) -> Option<Self> {
        let found = layout::function(context, function)?;
        let text = instance.module(&*context).text().as_ptr_range();
        let is_own = [found.array_call as *const u8, found.code].iter().all(|code| text.contains(code));
        let can_enter = !P::FIT || context.data().door.is_some_and(|door| door.takes_registers);
        (is_own && can_enter && layout::record(found.vmctx, context.data()).is_some()).then_some(found)
    }
}

/// Calls `function`, whose type is from `P` to `R`, if the body of a scope of its store is what runs. None where the
/// engine has to be asked instead.
///
/// The caller sees to it that there is enough stack and that the store takes calls.
#[inline(always)]
pub(crate) fn call<P: WireParams, R: WireResult>(
    function: &Function,
    host: *const Host,
    arguments: P,
) -> Option<Result<R, Interrupted>> {
    entered(host, |activation| match P::FIT {
        true => in_registers(function, activation, arguments),
        false => through_row(function, activation, arguments),
    })
}

#[inline(always)]
fn in_registers<P: WireParams, R: WireResult>(
    function: &Function,
    activation: &Activation,
    arguments: P,
) -> R {
    // SAFETY: they fit, and of a function with such parameters `Function::of` has asked whether that works. It found the
    // code in the engine's own description of a function of this store, and its type was checked when it was looked up. The
    // innermost activation of this thread is that of this store, so a trap comes back to it. No reference to the store is
    // in use: who calls this holds it only through a scope, which the compiler cannot see through.
    unsafe { arguments.enter(function, activation) }
}

/// The same by the engine's trampoline, which takes any number of parameters.
fn through_row<P: WireParams, R: WireResult>(
    function: &Function,
    activation: &Activation,
    arguments: P,
) -> R {
    let mut row = arguments.row();
    let row = row.as_mut();
    let Function { array_call, vmctx, .. } = *function;
    // SAFETY: as for parameters in registers. The row has room for every parameter, each in its place, and for a result. A
    // trap comes back as `false`.
    let done = unsafe { array_call(vmctx, activation.caller, row.as_mut_ptr(), row.len()) };
    if !done {
        activation.trapped.set(true);
    }
    R::of_bits(row.first().map_or(0, ValRaw::get_u64))
}
