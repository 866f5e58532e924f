//! Libraries that give up by `longjmp` where it is the end of the host's call.
//!
//! Their `longjmp` leaves a note in the guest's memory and traps. In C, the jump goes to the `setjmp` of the outermost
//! caller, and execution continues there with whatever state there is. The same happens here: all guest code up to
//! the host's outermost call is unwound, the stack pointer is put back, and the instance takes calls again.
//!
//! Nothing of this has to be trusted. The note only decides whether the instance is kept, which a library can
//! bring about in many other ways; the stack pointer's value comes from the host; and what host code between two
//! guest calls holds (lent closures and objects, memory of the scope) is given back by that host code, as it returns.

use ringfence_engine::wasmtime::{
    AsContext, AsContextMut, Error, Global, Instance, Mutability, Store, StoreContextMut, Trap as EngineTrap,
    Val,
};

use super::host::Host;
use crate::fault::{Cause, Fault};
use crate::memory::bounds;

/// Data symbol of the note; the C support defines it.
const NOTE: &str = "__ringfence_longjmp";

/// What it takes to go on after a `longjmp`. Absent in libraries that were not built for it.
#[derive(Clone, Copy)]
pub(crate) struct Recovery {
    stack_pointer: Global,
    /// The stack pointer when no guest code runs.
    at_rest: i32,
    /// Address of the note.
    note: u32,
}

impl Recovery {
    /// Of an instance in which nothing has run yet.
    pub(super) fn of(store: &mut Store<Host>, instance: &Instance) -> Option<Self> {
        let note = instance.get_global(&mut *store, NOTE)?.get(&mut *store).i32()?;
        let stack_pointer = instance.get_global(&mut *store, "__stack_pointer")?;
        let writable = stack_pointer.ty(&*store).mutability() == Mutability::Var;
        let at_rest = stack_pointer.get(&mut *store).i32()?;
        writable.then_some(Self { stack_pointer, at_rest, note: note.cast_unsigned() })
    }
}

/// The value given to `longjmp`, if that is what `error` comes from. The note is taken away.
#[cold]
pub(super) fn taken(context: &mut StoreContextMut<'_, Host>, error: &Error) -> Option<i32> {
    let parts = context.data().parts?;
    let note = parts.recovery?.note;
    if error.downcast_ref::<EngineTrap>() != Some(&EngineTrap::UnreachableCodeReached) {
        return None;
    }
    let memory = parts.memory.data_mut(context);
    let range = bounds::range(note, 8, 1, memory.len()).ok()?;
    let words: &mut [u8; 8] = memory.get_mut(range)?.try_into().ok()?;
    let [written @ .., a, b, c, d] = *words;
    *words = [0; 8];
    (written != [0; 4]).then(|| i32::from_le_bytes([a, b, c, d]))
}

/// Makes the instance take calls again, once no guest code is left on the thread's stack.
#[cold]
pub(super) fn recover(context: &mut StoreContextMut<'_, Host>) {
    let Some(recovery) = context.as_context().data().parts.and_then(|parts| parts.recovery) else { return };
    if recovery.stack_pointer.set(context.as_context_mut(), Val::I32(recovery.at_rest)).is_ok() {
        context.data_mut().pardon();
    }
}

/// The fault that a call ends with.
#[cold]
pub(super) fn fault(value: i32) -> Fault {
    Fault::new(Cause::GaveUp { value })
}
