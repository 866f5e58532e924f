//! Host objects that travel through a library as `void *user`.

use std::any::{Any, type_name};
use std::collections::BTreeMap;
use std::ffi::c_void;
use std::fmt;
use std::marker::PhantomData;

use crate::fault::{Cause, Fault};
use crate::guest::GuestPtr;
use crate::library::Library;
use crate::raw;
use crate::raw::lend::Object;
use crate::scope::Scope;

/// Tokens lie where no memory reaches: a library that follows one traps.
const FIRST: u32 = 0xffff_0000;

/// A token for a host object: what a library carries as `void *user` and hands back to callbacks.
///
/// It is a number, and a hostile library can hand back any other. [`Scope::host`] therefore checks it.
pub struct HostRef<'id, T> {
    pointer: GuestPtr<'id, c_void>,
    object: PhantomData<fn() -> T>,
}

impl<'id, T> HostRef<'id, T> {
    /// The token as a `void *` argument.
    pub fn ptr(self) -> GuestPtr<'id, c_void> {
        self.pointer
    }
}

impl<T> Clone for HostRef<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for HostRef<'_, T> {}

impl<T> fmt::Debug for HostRef<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "HostRef<{}>(…)", type_name::<T>())
    }
}

/// The objects that are lent, by token. One that is in use by a callback is `None`.
#[derive(Default)]
pub(crate) struct Objects {
    lent: BTreeMap<u32, Option<Object>>,
    next: u16,
}

impl Objects {
    /// Adds an object. Tokens go round, so that a stale one stays unknown for a long time.
    pub(crate) fn insert(&mut self, object: Object) -> Result<u32, Fault> {
        for _ in 0..=u16::MAX {
            self.next = self.next.wrapping_add(1).max(1);
            let token = FIRST | u32::from(self.next);
            if let std::collections::btree_map::Entry::Vacant(place) = self.lent.entry(token) {
                place.insert(Some(object));
                return Ok(token);
            }
        }
        Err(Fault::new(Cause::Argument("65 535 host objects are lent already")))
    }

    pub(crate) fn remove(&mut self, token: u32) {
        self.lent.remove(&token);
    }

    fn take(&mut self, token: u32) -> Result<Object, Fault> {
        let place = self.lent.get_mut(&token).ok_or_else(|| Fault::new(Cause::ForgedToken))?;
        place.take().ok_or_else(|| Fault::new(Cause::ObjectInUse))
    }

    fn put_back(&mut self, token: u32, object: Object) {
        if let Some(place) = self.lent.get_mut(&token) {
            *place = Some(object);
        }
    }
}

impl<'id, L: Library> Scope<'id, L> {
    /// Lends a host object to callbacks for as long as `body` runs. Pass the token's [`ptr`](HostRef::ptr) to
    /// the library as its `void *user`.
    ///
    /// # Errors
    ///
    /// What `body` returns.
    pub fn lend_host<T: Any, R>(
        &mut self,
        object: &mut T,
        body: impl FnOnce(&mut Self, HostRef<'id, T>) -> Result<R, Fault>,
    ) -> Result<R, Fault> {
        raw::lend::object(self, object, |scope, token| {
            body(scope, HostRef { pointer: GuestPtr::new(token), object: PhantomData })
        })
    }

    /// Runs `body` with the host object behind a `void *user` that a callback was given.
    ///
    /// # Errors
    ///
    /// A fault of kind [`Guest`](crate::FaultKind::Guest) when the library made the token up, when the object is
    /// no longer lent or is of another type, and when a callback further out is using it. Otherwise what `body`
    /// returns.
    pub fn host<T: Any, R>(
        &mut self,
        user: GuestPtr<'id, c_void>,
        body: impl FnOnce(&mut Self, &mut T) -> Result<R, Fault>,
    ) -> Result<R, Fault> {
        let token = user.address();
        let object = self.host_mut().objects.take(token).map_err(|fault| fault.in_library(L::NAME))?;
        let mut using = Using { scope: self, token, object: Some(object) };
        match using.object.as_mut().and_then(Object::get) {
            Some(object) => body(using.scope, object),
            None => Err(Fault::new(Cause::ForgedToken).in_library(L::NAME)),
        }
    }
}

/// Puts an object back when its user is done.
struct Using<'s, 'id, L: Library> {
    scope: &'s mut Scope<'id, L>,
    token: u32,
    object: Option<Object>,
}

impl<L: Library> Drop for Using<'_, '_, L> {
    fn drop(&mut self) {
        if let Some(object) = self.object.take() {
            self.scope.host_mut().objects.put_back(self.token, object);
        }
    }
}
