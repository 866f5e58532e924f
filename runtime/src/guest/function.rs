//! Pointers to functions.

use std::fmt;
use std::marker::PhantomData;

use super::pointer::{Brand, NeverBuilt};

/// A C function pointer of type `S`, as the guest wrote it or as the host lent it.
///
/// It may be null, stale or forged: [`Scope::call_ptr`](crate::Scope::call_ptr) checks it, and so does the guest
/// when it calls one. It cannot be called like a Rust function.
pub struct GuestFn<'id, S> {
    index: u32,
    brand: Brand<'id>,
    signature: PhantomData<fn() -> S>,
}

impl<S> GuestFn<'_, S> {
    /// The null pointer.
    pub const NULL: Self = Self::new(0);

    #[inline]
    pub(crate) const fn new(index: u32) -> Self {
        Self { index, brand: PhantomData, signature: PhantomData }
    }

    #[inline]
    pub(crate) const fn index(self) -> u32 {
        self.index
    }

    /// Whether the pointer is null. A plain `bool`: it decides nothing that a call would not check again.
    #[inline]
    pub const fn is_null(self) -> bool {
        self.index == 0
    }
}

impl<S> Clone for GuestFn<'_, S> {
    #[inline]
    fn clone(&self) -> Self {
        *self
    }
}

impl<S> Copy for GuestFn<'_, S> {}

impl<S> fmt::Debug for GuestFn<'_, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "GuestFn<{}>({})", std::any::type_name::<S>(), if self.is_null() { "null" } else { "…" })
    }
}

/// A function pointer of type `S` that is itself stored in guest memory: a field of a struct.
///
/// Reading one gives a [`GuestFn`] of the scope.
pub struct FnPtr<S>(NeverBuilt, PhantomData<fn() -> S>);

impl<S> fmt::Debug for FnPtr<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
