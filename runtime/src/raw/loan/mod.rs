//! Loans: what is borrowed lies where only what lives for ever may lie, for as long as a function runs.
//!
//! This is the part of [`super::lend`] that knows nothing of the engine, so that its unit tests can run under Miri and
//! under a sanitizer. What stores the borrowed thing is a *shelf*, a scope in earnest and a list in the tests.
//!
//! # Why a loan is sound
//!
//! Three things could go wrong: the reference is used after its time, another reference to the same place is used
//! meanwhile, or a lifetime inside the type comes out longer than it went in.
//!
//! *Time.* A loan begins and ends inside one function, [`while_lent`], whose argument borrows what is lent; so the
//! borrow is live until that function has returned or unwound. The guard takes the reference off the shelf in both
//! cases. Its drop cannot be skipped: the guard is a local variable that is never moved, and `body` sees only the
//! shelf that it borrows. Copies that were taken from the shelf meanwhile (a callback in progress) are in frames that
//! `body` has called, and those are gone when it returns.
//!
//! *Aliasing.* Under Stacked Borrows the lent reference is a child of the argument's tag and everything done through
//! it is done through a child of its own, so no access ever pops or invalidates the argument; the lender uses the
//! argument again only after the loan. Under Tree Borrows the same accesses are those of descendants of the
//! argument's node, which its protector allows. A shared closure is only ever used shared. An object is used
//! mutably, and there is one [`Object`] per object: whoever uses it has taken it off the shelf ([`Object`] is not
//! `Copy`), lends it on with the lifetime of that use ([`Object::get`] borrows it), and puts it back afterwards. As an
//! argument passed by value it is unique and protected for the time of that call only, in which nobody else has it.
//!
//! *Lifetimes inside.* A closure's captures may borrow for `'f`: it is called, with arguments that mention no `'f`,
//! and nothing of `'f` comes out of the call. An object is `Any`, so its type has no lifetime. The shelf's own lifetime
//! (a scope's brand) is covered by [`Branded`].

use std::any::Any;

/// A type that differs from [`Forgotten`](Self::Forgotten) in a lifetime without a meaning.
///
/// # Safety
///
/// `Forgotten` is `Self` with a lifetime replaced by `'static`, and no value of `Self`, shared or mutable, gives anything
/// that may be used for longer because of it.
pub(super) unsafe trait Branded {
    /// The type with `'static` in the lifetime's place.
    type Forgotten: 'static;
}

/// What is lent as a function: it sees the shelf on which it lies.
pub(super) type Callee<'f, C, P, O> = dyn Fn(&mut C, P) -> O + 'f;

/// A borrowed closure that forgot for how long.
pub(crate) struct Lent<C: 'static, P: 'static, O: 'static>(&'static Callee<'static, C, P, O>);

impl<C, P, O> Lent<C, P, O> {
    /// Calls the closure.
    #[inline]
    pub(crate) fn call(self, shelf: &mut C, params: P) -> O {
        (self.0)(shelf, params)
    }
}

impl<C, P, O> Clone for Lent<C, P, O> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<C, P, O> Copy for Lent<C, P, O> {}

// SAFETY: `closure` below is the only source of values. Its caller promises that the shelf stays on the thread that
// borrows the closure for as long as it holds one.
unsafe impl<C, P, O> Send for Lent<C, P, O> {}

/// Lets whoever has the shelf call `callee` while `body` runs.
///
/// # Safety
///
/// `put` stores its argument on the shelf and nowhere else, or drops it; `take` removes all that `put` stored. Copies
/// that are made of it meanwhile live no longer than a call that `body` makes. The shelf stays on this thread
/// while it holds one.
#[inline]
pub(super) unsafe fn closure<C: Branded, P: 'static, O: 'static, K, R, E>(
    shelf: &mut C,
    callee: &Callee<'_, C, P, O>,
    put: impl FnOnce(&mut C, Lent<C::Forgotten, P, O>) -> Result<K, E>,
    take: impl Fn(&mut C, &K),
    body: impl FnOnce(&mut C, &K) -> Result<R, E>,
) -> Result<R, E> {
    // SAFETY: only lifetimes change. That of the borrow ends after this function, and the caller's promises bound every
    // use of the copy by it, as told above. That of the brand has no meaning, as `Branded` promises.
    let lent = Lent(unsafe {
        std::mem::transmute::<&Callee<'_, C, P, O>, &'static Callee<'static, C::Forgotten, P, O>>(callee)
    });
    while_lent(shelf, lent, put, take, body)
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

/// Lets whoever has the shelf use `object` while `body` runs.
///
/// # Safety
///
/// As for [`closure`]; whoever takes the [`Object`] off the shelf meanwhile drops it or puts it back before the call that
/// `body` made returns.
#[inline]
pub(super) unsafe fn object<C, T: Any, K, R, E>(
    shelf: &mut C,
    object: &mut T,
    put: impl FnOnce(&mut C, Object) -> Result<K, E>,
    take: impl Fn(&mut C, &K),
    body: impl FnOnce(&mut C, &K) -> Result<R, E>,
) -> Result<R, E> {
    let object: &mut dyn Any = object;
    // SAFETY: only the lifetime changes. The borrow ends after this function, and the caller's promises bound every use
    // of the object by it, as told above.
    let object = Object(unsafe { std::mem::transmute::<&mut dyn Any, &'static mut dyn Any>(object) });
    while_lent(shelf, object, put, take, body)
}

/// Puts `thing` on the shelf, runs `body`, and takes it off again, however `body` ends.
#[inline]
fn while_lent<C, T, K, R, E>(
    shelf: &mut C,
    thing: T,
    put: impl FnOnce(&mut C, T) -> Result<K, E>,
    take: impl Fn(&mut C, &K),
    body: impl FnOnce(&mut C, &K) -> Result<R, E>,
) -> Result<R, E> {
    let place = put(shelf, thing)?;
    let guard = Guard { shelf, place, take };
    body(guard.shelf, &guard.place)
}

/// Ends a loan when it is dropped.
struct Guard<'s, C, K, F: Fn(&mut C, &K)> {
    shelf: &'s mut C,
    place: K,
    take: F,
}

impl<C, K, F: Fn(&mut C, &K)> Drop for Guard<'_, C, K, F> {
    fn drop(&mut self) {
        (self.take)(self.shelf, &self.place);
    }
}

#[cfg(test)]
mod tests;
