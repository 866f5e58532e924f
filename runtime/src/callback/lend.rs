use std::cell::RefCell;
use std::sync::{Arc, Mutex};

use super::{Done, Held, Signature};
use crate::fault::{Cause, Fault};
use crate::guest::{FnPtr, GuestFn};
use crate::kept::Kept;
use crate::library::Library;
use crate::raw;
use crate::scope::Scope;

impl<'id, L: Library> Scope<'id, L> {
    /// Lends `closure` to the guest as a C function of type `signature`, for as long as `body` runs.
    ///
    /// The closure may borrow whatever lives around it. It is given the scope, so it can read guest memory and
    /// call the library again, and the arguments, tainted. An error that it returns ends the guest's call, and
    /// the host's call into the guest returns that error ([`Fault::host`] wraps errors of your own); the
    /// instance is discarded then. The function pointer is an error to call once `body` has returned.
    ///
    /// The closure is `FnMut`, so it cannot run inside itself: a guest that calls it again from within is
    /// stopped. For that, use [`lend_reentrant`](Self::lend_reentrant).
    ///
    /// ```ignore
    /// let mut rows = Vec::new();
    /// scope.lend(
    ///     RowFn,
    ///     |_, (_user, row)| {
    ///         rows.push(verify!(row, in 0..=9_999)?);
    ///         Ok(0)
    ///     },
    ///     |scope, on_row| scope.decode(input.ptr(), input.len(), on_row, GuestPtr::NULL),
    /// )?;
    /// ```
    ///
    /// # Errors
    ///
    /// What `body` returns, and a fault of kind [`Limit`](crate::FaultKind::Limit) when the table of functions
    /// is full.
    pub fn lend<S: Signature<Library = L>, R>(
        &mut self,
        signature: S,
        closure: impl FnMut(&mut Self, S::Arguments<'id>) -> Result<S::Output<'id>, Fault>,
        body: impl FnOnce(&mut Self, GuestFn<'id, S>) -> Result<R, Fault>,
    ) -> Result<R, Fault> {
        let closure = RefCell::new(closure);
        let once = |scope: &mut Self, arguments: S::Arguments<'id>| match closure.try_borrow_mut() {
            Ok(mut closure) => closure(scope, arguments),
            Err(_) => Err(reentered::<L>()),
        };
        self.lend_reentrant(signature, once, body)
    }

    /// As [`lend`](Self::lend), for a closure that may run inside itself: when the guest calls it, it calls the
    /// guest, and the guest calls it again. Calls may be nested 64 deep.
    pub fn lend_reentrant<S: Signature<Library = L>, R>(
        &mut self,
        _signature: S,
        closure: impl Fn(&mut Self, S::Arguments<'id>) -> Result<S::Output<'id>, Fault>,
        body: impl FnOnce(&mut Self, GuestFn<'id, S>) -> Result<R, Fault>,
    ) -> Result<R, Fault> {
        let run = |scope: &mut Self, params: S::Params| {
            let arguments = S::arguments(scope, params)?;
            let output = closure(scope, arguments)?;
            S::output(scope, output)
        };
        let callee = |scope: &mut Self, params: S::Params| Done::from(run(scope, params));
        raw::lend::closure::<S, R>(self, &callee, body)
    }

    /// Gives `closure` to the guest for as long as the instance lives, or until it is
    /// [revoked](Self::revoke). For libraries that store a function pointer in one scope and call it in
    /// another; the closure can borrow nothing. [`revive_fn`](Self::revive_fn) gives the pointer.
    ///
    /// # Errors
    ///
    /// A fault of kind [`Limit`](crate::FaultKind::Limit) when the table of functions is full.
    pub fn keep_callback<S: Signature<Library = L>>(
        &mut self,
        _signature: S,
        closure: impl for<'any> FnMut(&mut Scope<'any, L>, S::Arguments<'any>) -> Result<S::Output<'any>, Fault>
        + Send
        + 'static,
    ) -> Result<Kept<L, FnPtr<S>>, Fault> {
        let closure = Mutex::new(closure);
        let run = move |scope: &mut Scope<'_, L>, params: S::Params| {
            let arguments = S::arguments(scope, params)?;
            let output = match closure.try_lock() {
                Ok(mut closure) => closure(scope, arguments)?,
                Err(_) => return Err(reentered::<L>()),
            };
            S::output(scope, output)
        };
        let callee = move |scope: &mut Scope<'_, L>, params: S::Params| Done::from(run(scope, params));
        let slot = self.occupy::<S>(Held::Kept(Arc::new(callee)))?;
        Ok(Kept::of_callback(self.host_side().id, slot))
    }

    /// Takes a kept closure back. The guest's copies of the pointer are errors to call from now on.
    ///
    /// # Errors
    ///
    /// A fault of kind [`Caller`](crate::FaultKind::Caller) when the closure was revoked before, or belongs to
    /// another instance.
    pub fn revoke<S: Signature<Library = L>>(&mut self, kept: Kept<L, FnPtr<S>>) -> Result<(), Fault> {
        let slot = kept.slot(self.host_side().id)?;
        match self.host_mut().callbacks.vacate(slot) {
            true => Ok(()),
            false => Err(Fault::new(Cause::Gone).in_library(L::NAME)),
        }
    }
}

#[cold]
fn reentered<L: Library>() -> Fault {
    Fault::new(Cause::Reentered).in_library(L::NAME)
}
