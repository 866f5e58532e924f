//! Borrowed things inside a store, which accepts only what lives for ever.
//!
//! Both functions are shaped like scoped threads: what is lent is taken back before they return, however they
//! return, so that nothing borrowed is used after its owner has it back.

use std::any::Any;

use crate::callback::{Held, Signature};
use crate::fault::Fault;
use crate::guest::GuestFn;
use crate::library::Library;
use crate::scope::Scope;

/// What runs when the guest calls a lent function pointer.
pub(crate) type Callee<'f, 'id, S> = dyn Fn(
        &mut Scope<'id, <S as Signature>::Library>,
        <S as Signature>::Params,
    ) -> Result<<S as Signature>::Results, Fault>
    + 'f;

/// A borrowed closure that forgot for how long.
pub(crate) struct Lent<S: Signature>(&'static Callee<'static, 'static, S>);

impl<S: Signature> Lent<S> {
    /// Calls the closure.
    #[inline]
    pub(crate) fn call(
        self,
        scope: &mut Scope<'static, S::Library>,
        params: S::Params,
    ) -> Result<S::Results, Fault> {
        (self.0)(scope, params)
    }
}

impl<S: Signature> Clone for Lent<S> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<S: Signature> Copy for Lent<S> {}

// SAFETY: `closure` below is the only source of values. It puts them into the store of an open scope and removes
// them again before it returns. A scope is not `Send`, so the store stays on the thread where the closure is
// borrowed for as long as it holds one.
unsafe impl<S: Signature> Send for Lent<S> {}

/// Lets the guest call `callee` while `body` runs.
pub(crate) fn closure<'id, S: Signature, R>(
    scope: &mut Scope<'id, S::Library>,
    callee: &Callee<'_, 'id, S>,
    body: impl FnOnce(&mut Scope<'id, S::Library>, GuestFn<'id, S>) -> Result<R, Fault>,
) -> Result<R, Fault> {
    // SAFETY: only lifetimes change. That of the borrow ends after this function; the one copy of the reference
    // that outlives this line lies in the slot, which the guard empties before this function returns or unwinds,
    // and the copies that callbacks take from the slot live no longer than the guest's call, which `body` makes.
    // The brand is that of `scope`, and callbacks of an instance run only inside calls of its one open scope, so
    // the scope they are given stands for the same memory; the brand has no other meaning.
    let lent = Lent(unsafe {
        std::mem::transmute::<&Callee<'_, 'id, S>, &'static Callee<'static, 'static, S>>(callee)
    });
    let slot = scope.occupy::<S>(Held::Lent(lent))?;
    let pointer = GuestFn::new(slot.index());
    let guard = Guard { scope, end: |scope| _ = scope.host_mut().callbacks.vacate(slot) };
    body(guard.scope, pointer)
}

/// A borrowed object that forgot for how long.
pub(crate) struct Object(&'static mut dyn Any);

impl Object {
    /// The object, if it is a `T`.
    pub(crate) fn get<T: Any>(&mut self) -> Option<&mut T> {
        self.0.downcast_mut()
    }
}

// SAFETY: as for `Lent`, with `object` in place of `closure`.
unsafe impl Send for Object {}

/// Lets callbacks reach `object` by a token while `body` runs.
pub(crate) fn object<'id, L: Library, T: Any, R>(
    scope: &mut Scope<'id, L>,
    object: &mut T,
    body: impl FnOnce(&mut Scope<'id, L>, u32) -> Result<R, Fault>,
) -> Result<R, Fault> {
    let object: &mut dyn Any = object;
    // SAFETY: only the lifetime changes. The reference lies in the scope's table of objects, from which the guard
    // removes it before this function returns or unwinds. `Scope::host` takes it out for the time of a closure
    // that `body` has (indirectly) called, and lends it on with the closure's own lifetime.
    let object = Object(unsafe { std::mem::transmute::<&mut dyn Any, &'static mut dyn Any>(object) });
    let token = scope.host_mut().objects.insert(object)?;
    let guard = Guard { scope, end: |scope| scope.host_mut().objects.remove(token) };
    body(guard.scope, token)
}

/// Ends a loan when it is dropped.
struct Guard<'s, 'id, L: Library, E: Fn(&mut Scope<'id, L>)> {
    scope: &'s mut Scope<'id, L>,
    end: E,
}

impl<'id, L: Library, E: Fn(&mut Scope<'id, L>)> Drop for Guard<'_, 'id, L, E> {
    fn drop(&mut self) {
        (self.end)(self.scope);
    }
}
