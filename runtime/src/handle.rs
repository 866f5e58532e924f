//! Handles whose state the compiler follows.

use std::any::type_name;
use std::fmt;
use std::marker::PhantomData;

use crate::fault::Fault;
use crate::guest::GuestPtr;
use crate::kept::Kept;
use crate::library::Library;
use crate::owned::Free;
use crate::scope::Scope;

/// A pointer to an object of the library that is in the state `S`: one of those that `#[states(…)]` on `T` names.
///
/// It is no copy and has none. A function that changes the state takes the handle and gives one in the next state;
/// one that ends the object takes it for good. So a call in the wrong order does not compile.
///
/// An object that nobody ended is ended when the scope ends, once, by the function that the interface declares with
/// `#[state(_ =>)]`; where there is none, it stays as long as the instance. After a scope that ends in an error or a
/// panic nothing is ended, because the instance is gone with all of its memory.
///
/// The state is what the host did, not what the guest's memory says: a hostile library can pretend anything, and
/// what it returns is as untrusted as ever.
pub struct Handle<'id, T: ?Sized, S> {
    pointer: GuestPtr<'id, T>,
    /// `None` where nothing ends it.
    ticket: Option<u64>,
    state: PhantomData<fn() -> S>,
}

impl<'id, T: ?Sized, S> Handle<'id, T, S> {
    /// The pointer, for functions that say nothing about states. Those can change the state unseen.
    #[inline]
    pub fn ptr(&self) -> GuestPtr<'id, T> {
        self.pointer
    }

    /// Keeps the object for later scopes of this instance, in its state. It is not ended with this scope.
    ///
    /// # Errors
    ///
    /// A fault of kind [`Caller`](crate::FaultKind::Caller) when the pointer leads into memory of this scope, where a
    /// library that behaves has no object.
    pub fn keep<L: Library>(self, scope: &mut Scope<'id, L>) -> Result<KeptHandle<L, T, S>, Fault> {
        let kept = scope.keep(self.pointer)?;
        let end = self.ticket.and_then(|ticket| scope.disown(ticket));
        Ok(KeptHandle { kept, end, state: PhantomData })
    }
}

impl<T: ?Sized, S> fmt::Debug for Handle<'_, T, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Handle<{}, {}>(…)", type_name::<T>(), type_name::<S>())
    }
}

/// A [`Handle`] between two scopes: a parser that is fed again and again.
///
/// Dropping it leaves the object in the instance, which a [reset](crate::Sandbox::reset) clears.
pub struct KeptHandle<L: Library, T: ?Sized, S> {
    kept: Kept<L, T>,
    end: Option<Free<L>>,
    state: PhantomData<fn() -> S>,
}

impl<L: Library, T: ?Sized, S> KeptHandle<L, T, S> {
    /// The handle in a later scope, which ends it unless it is kept again.
    ///
    /// # Errors
    ///
    /// A fault of kind [`Caller`](crate::FaultKind::Caller) in another instance, or when the instance is gone, and the
    /// object with it.
    pub fn revive<'id>(self, scope: &mut Scope<'id, L>) -> Result<Handle<'id, T, S>, Fault> {
        let pointer = scope.revive(self.kept)?;
        scope.check_unowned(pointer)?;
        let ticket = self.end.and_then(|end| scope.take_over(pointer, end));
        Ok(Handle { pointer, ticket, state: PhantomData })
    }
}

impl<L: Library, T: ?Sized, S> fmt::Debug for KeptHandle<L, T, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KeptHandle<{}, {}, {}>(…)", L::NAME, type_name::<T>(), type_name::<S>())
    }
}

/// What generated methods do with handles.
pub(crate) mod steps {
    use super::{Free, GuestPtr, Handle, Library, PhantomData, Scope};
    use crate::contract::Call;
    use crate::fault::Fault;

    /// A handle that a call has taken.
    #[derive(Debug)]
    pub struct Taken<'id, T: ?Sized> {
        pointer: GuestPtr<'id, T>,
        ticket: Option<u64>,
    }

    impl<'id, T: ?Sized> Taken<'id, T> {
        /// The pointer, as an argument.
        #[inline]
        pub fn ptr(&self) -> GuestPtr<'id, T> {
            self.pointer
        }
    }

    /// Takes a handle: if the call fails, the object is ended.
    pub fn take<'id, T: ?Sized, S>(call: &mut Call, handle: Handle<'id, T, S>) -> Taken<'id, T> {
        let Handle { pointer, ticket, .. } = handle;
        call.on_failure.extend(ticket);
        Taken { pointer, ticket }
    }

    /// Forgets an object that the call is about to end: nobody ends it again, whatever becomes of the call.
    pub fn end<'id, L: Library, T: ?Sized>(
        scope: &mut Scope<'id, L>,
        taken: Taken<'id, T>,
    ) -> GuestPtr<'id, T> {
        taken.ticket.and_then(|ticket| scope.disown(ticket));
        taken.pointer
    }

    /// The handle in its next state.
    pub fn become_<'id, T: ?Sized, S>(taken: Taken<'id, T>) -> Handle<'id, T, S> {
        Handle { pointer: taken.pointer, ticket: taken.ticket, state: PhantomData }
    }

    /// A handle that the library made. If the rest of the call fails, the object is ended.
    ///
    /// An object that somebody has a handle of already is refused: the two could be in different states.
    pub fn create<'id, L: Library, T: ?Sized, S>(
        scope: &mut Scope<'id, L>,
        call: &mut Call,
        pointer: GuestPtr<'id, T>,
        end: Option<Free<L>>,
    ) -> Result<Handle<'id, T, S>, Fault> {
        scope.check_unowned(pointer)?;
        let ticket = end.and_then(|end| scope.take_over(pointer, end));
        call.on_failure.extend(ticket);
        Ok(Handle { pointer, ticket, state: PhantomData })
    }
}
