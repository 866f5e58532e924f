//! Calls without the engine's own way in.
//!
//! An entry into the guest through the engine opens an *activation*: a record on the stack, known to the thread, to which
//! a trap comes back. That is most of what a call costs. Here a whole scope runs inside one activation, and its calls go
//! straight to the trampoline that the engine compiled for the function.
//!
//! - [`layout`]: where the engine keeps what that takes, each place compared with what its public interface says;
//! - [`door`]: opens the activation around the body of a scope;
//! - [`trial`]: whether it works in this process.
//!
//! What a trap leaves behind lies in a private cell of the activation, and there can be one. So after a trap nothing is
//! called any more, and the reason comes out where the activation ends, from the engine itself.
//!
//! [`CURRENT`] is the rule that everything hangs on: it names an activation exactly while host code runs that the body of
//! its scope is or calls directly. Whoever enters a guest, here or through the engine, takes it away until he is back.
//! So a call finds it only when the thread's innermost activation is that of its own scope, and no guest's frame is above.
//!
//! What a call writes into the engine's record of the store, it leaves there: the next one writes the same words, and who
//! asks the engine to run a guest takes them away first, for the engine reads them as frames of a guest that still runs.

mod door;
mod layout;
mod trial;

use std::cell::Cell;
use std::ptr;

pub(crate) use door::{Door, Doors, within};
use layout::{ArrayCall, Record};
use ringfence_engine::wasmtime::{Func, Instance, StoreContextMut, ValRaw};
pub(crate) use trial::works;

use crate::callback::{WireParams, WireResult};
use crate::engine::Host;
use crate::raw::stack;

thread_local! {
    /// The activation whose host code runs on this thread; null while there is none, or other code runs.
    static CURRENT: Cell<*const Activation> = const { Cell::new(ptr::null()) };
}

/// An open activation, on the stack of [`door`].
struct Activation {
    /// Whose store it is of.
    host: *const Host,
    record: Record,
    /// The instance that the engine names as the caller of host code.
    caller: *mut u8,
    /// Bytes of the thread's stack that the engine leaves to guests.
    stack: usize,
    /// Whether a call trapped: the reason is kept, and there is room for one.
    trapped: Cell<bool>,
}

/// The guest did not return. Why is known when the scope ends.
pub(crate) struct Interrupted;

/// Where a function begins, for callers outside of the guest.
#[derive(Clone, Copy)]
pub(crate) struct Function {
    array_call: ArrayCall,
    vmctx: *mut u8,
}

// SAFETY: two addresses, which mean something only beside the store that they are of. They are used in `call` alone, on
// the thread that has the store to itself.
unsafe impl Send for Function {}
// SAFETY: as above; nothing is changed through a shared one.
unsafe impl Sync for Function {}

impl Function {
    /// A function of the guest's own code. None for those that it only hands on, and where something is not as expected.
    #[cold]
    pub(crate) fn of(
        context: &mut StoreContextMut<'_, Host>,
        instance: Instance,
        function: &Func,
    ) -> Option<Self> {
        let (array_call, vmctx) = layout::function(context, function)?;
        let code = instance.module(&*context).text().as_ptr_range();
        let is_own = code.contains(&(array_call as *const u8));
        (is_own && layout::record(vmctx, context.data()).is_some()).then_some(Self { array_call, vmctx })
    }
}

/// Calls `function`, whose type is from `P` to `R`, if the body of a scope of its store is what runs. None where the
/// engine has to be asked instead.
///
/// The caller sees to it that there is enough stack and that the store takes calls.
#[inline]
pub(crate) fn call<P: WireParams, R: WireResult>(
    function: Function,
    host: *const Host,
    arguments: P,
) -> Option<Result<R, Interrupted>> {
    let current = CURRENT.get();
    // SAFETY: it is null, or names what lies on the stack of `door`, which takes it away before it returns.
    let activation = unsafe { current.as_ref() }?;
    if !ptr::eq(activation.host, host) {
        return None;
    }
    let mut row = arguments.row();
    let row = row.as_mut();
    CURRENT.set(ptr::null());
    // A limit that wraps around lets the guest have no stack at all.
    activation.record.set_limit(stack::here().wrapping_sub(activation.stack));
    // SAFETY: `Function::of` found both addresses in the engine's own description of a function of this store, and its type
    // was checked when it was looked up. The row has room for every parameter, each in its place, and for a result. The
    // innermost activation of this thread is that of this store, so a trap comes back here as `false`. No reference to the
    // store is in use: who calls this holds it only through a scope, which the compiler cannot see through.
    let done =
        unsafe { (function.array_call)(function.vmctx, activation.caller, row.as_mut_ptr(), row.len()) };
    if !done {
        // Nobody finds the activation any more: it has its one reason.
        activation.trapped.set(true);
        return Some(Err(Interrupted));
    }
    CURRENT.set(current);
    Some(Ok(R::of_bits(row.first().map_or(0, ValRaw::get_u64))))
}

/// Takes the activation away while the engine runs a guest.
#[inline]
pub(crate) fn hide() -> Hidden {
    let current = CURRENT.replace(ptr::null());
    // SAFETY: as in `call`.
    if let Some(activation) = unsafe { current.as_ref() } {
        activation.record.rest();
    }
    Hidden(current)
}

/// Gives it back.
pub(crate) struct Hidden(*const Activation);

impl Drop for Hidden {
    #[inline]
    fn drop(&mut self) {
        CURRENT.set(self.0);
    }
}
