//! Borrowed things inside a store, which accepts only what lives for ever.
//!
//! Both functions are shaped like scoped threads: what is lent is taken back before they return, however they
//! return, so that nothing borrowed is used after its owner has it back. [`super::loan`] holds the proof, and this file
//! keeps the promises it asks for.

use std::any::Any;

use super::loan;
pub(crate) use super::loan::Object;
use crate::callback::{Done, Held, Signature};
use crate::fault::Fault;
use crate::guest::GuestFn;
use crate::library::Library;
use crate::scope::Scope;

// SAFETY: a brand tells pointers apart and has no other meaning; what a scope borrows has forgotten its lifetime already
// (`super::scope`). Callbacks of an instance run only inside calls of its one open scope, so a scope that a closure is
// given stands for the same memory as the one in which it was lent, whatever its brand says.
unsafe impl<L: Library> loan::Branded for Scope<'_, L> {
    type Forgotten = Scope<'static, L>;
}

/// What runs when the guest calls a lent function pointer.
pub(crate) type Callee<'f, 'id, S> = loan::Callee<
    'f,
    Scope<'id, <S as Signature>::Library>,
    <S as Signature>::Params,
    Done<<S as Signature>::Results>,
>;

/// A borrowed closure that forgot for how long.
pub(crate) type Lent<S> = loan::Lent<
    Scope<'static, <S as Signature>::Library>,
    <S as Signature>::Params,
    Done<<S as Signature>::Results>,
>;

/// Lets the guest call `callee` while `body` runs.
pub(crate) fn closure<'id, S: Signature, R>(
    scope: &mut Scope<'id, S::Library>,
    callee: &Callee<'_, 'id, S>,
    body: impl FnOnce(&mut Scope<'id, S::Library>, GuestFn<'id, S>) -> Result<R, Fault>,
) -> Result<R, Fault> {
    // SAFETY: `occupy` puts the closure into a slot of the scope's store or drops it, and `vacate` empties that slot.
    // Trampolines copy it for the time of one call, which the guest makes inside a call that `body` makes. A scope is not
    // `Send`, so the store stays on this thread while it is open.
    unsafe {
        loan::closure(
            scope,
            callee,
            |scope, lent| scope.occupy::<S>(Held::Lent(lent)),
            |scope, slot| _ = scope.host_mut().callbacks.vacate(*slot),
            |scope, slot| body(scope, GuestFn::new(slot.index())),
        )
    }
}

/// Lets callbacks reach `object` by a token while `body` runs.
pub(crate) fn object<'id, L: Library, T: Any, R>(
    scope: &mut Scope<'id, L>,
    object: &mut T,
    body: impl FnOnce(&mut Scope<'id, L>, u32) -> Result<R, Fault>,
) -> Result<R, Fault> {
    // SAFETY: `insert` puts the object into the scope's table or drops it, and `remove` removes it. `Scope::host` takes it
    // out for the time of a closure that `body` has (indirectly) called, and puts it back however that ends. The scope
    // stays on this thread, as above.
    unsafe {
        loan::object(
            scope,
            object,
            |scope, object| scope.host_mut().objects.insert(object),
            |scope, token| scope.host_mut().objects.remove(*token),
            |scope, token| body(scope, *token),
        )
    }
}
