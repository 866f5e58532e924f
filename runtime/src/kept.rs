//! Guest pointers that outlive a scope.

use std::fmt;
use std::marker::PhantomData;

use crate::callback::{Signature, Slot};
use crate::engine::Host;
use crate::fault::{Cause, Fault};
use crate::guest::{FnPtr, GuestFn, GuestPtr};
use crate::library::Library;
use crate::scope::Scope;

/// A pointer into an instance that is kept from scope to scope: a parser object, a codec, a font.
///
/// It is good for nothing but [`Scope::revive`], in a later scope of the same instance, or of one that
/// [started](crate::Pool::prepare) from it. After the instance was reset, replaced after a fault, or in another instance,
/// reviving it is an error.
///
/// ```ignore
/// struct Parser {
///     sandbox: Sandbox<Expat>,
///     handle: Kept<Expat, XML_ParserStruct>,
/// }
///
/// impl Parser {
///     fn feed(&mut self, text: &[u8]) -> Result<(), Fault> {
///         let Self { sandbox, handle } = self;
///         sandbox.scope(|s| {
///             let parser = s.revive(*handle)?;
///             // … feed it
///         })
///     }
/// }
/// ```
pub struct Kept<L, T: ?Sized> {
    instance: u64,
    word: u32,
    slot: Option<Slot>,
    target: PhantomData<fn() -> (L, *const T)>,
}

impl<L, S> Kept<L, FnPtr<S>> {
    pub(crate) fn of_callback(instance: u64, slot: Slot) -> Self {
        Self { instance, word: slot.index(), slot: Some(slot), target: PhantomData }
    }
}

impl<L: Library, T: ?Sized> Kept<L, T> {
    /// The slot of a callback in the instance `id`.
    pub(crate) fn slot(self, id: u64) -> Result<Slot, Fault> {
        self.word(self.instance == id)?;
        self.slot.ok_or_else(|| Fault::new(Cause::Argument("no callback of the host")).in_library(L::NAME))
    }

    fn word(self, is_here: bool) -> Result<u32, Fault> {
        if is_here { Ok(self.word) } else { Err(Fault::new(Cause::Gone).in_library(L::NAME)) }
    }
}

impl<'id, L: Library> Scope<'id, L> {
    /// Keeps a pointer for later scopes of this instance.
    ///
    /// # Errors
    ///
    /// A fault of kind [`Caller`](crate::FaultKind::Caller) for memory that this scope allocated, which is freed
    /// with it. What the library allocated can be kept.
    pub fn keep<T: ?Sized>(&self, pointer: GuestPtr<'id, T>) -> Result<Kept<L, T>, Fault> {
        let Host { arena, windows, .. } = self.host_side();
        if arena.contains(pointer.address()) || windows.contains(pointer.address()) {
            return Err(Fault::new(Cause::Argument(
                "memory of a scope is freed with it and cannot be kept; keep what the library allocated",
            ))
            .in_library(L::NAME));
        }
        Ok(Kept { instance: self.host_side().id, word: pointer.address(), slot: None, target: PhantomData })
    }

    /// The pointer that was kept.
    ///
    /// It is as untrusted as when it was kept: the library may have freed what it points to.
    ///
    /// # Errors
    ///
    /// A fault of kind [`Caller`](crate::FaultKind::Caller) when it belongs to another instance, or to one that
    /// is gone.
    pub fn revive<T: ?Sized>(&self, kept: Kept<L, T>) -> Result<GuestPtr<'id, T>, Fault> {
        kept.word(self.host_side().continues(kept.instance)).map(GuestPtr::new)
    }

    /// The function pointer of a [kept callback](Self::keep_callback).
    ///
    /// # Errors
    ///
    /// As [`revive`](Self::revive), and when the callback was revoked.
    pub fn revive_fn<S: Signature<Library = L>>(
        &self,
        kept: Kept<L, FnPtr<S>>,
    ) -> Result<GuestFn<'id, S>, Fault> {
        let slot = kept.slot(self.host_side().id)?;
        match self.host_side().callbacks.holds(slot) {
            true => Ok(GuestFn::new(slot.index())),
            false => Err(Fault::new(Cause::Gone).in_library(L::NAME)),
        }
    }
}

impl<L, T: ?Sized> Clone for Kept<L, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<L, T: ?Sized> Copy for Kept<L, T> {}

impl<L: Library, T: ?Sized> fmt::Debug for Kept<L, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Kept<{}, {}>(…)", L::NAME, std::any::type_name::<T>())
    }
}
