//! Guest addresses with a type and a scope.

use std::fmt;
use std::marker::PhantomData;

use super::GuestType;
use crate::memory::bounds;
use crate::tainted::Tainted;

/// Ties a value to one scope: invariant, so that no two scopes' brands can be confused.
pub(crate) type Brand<'id> = PhantomData<fn(&'id ()) -> &'id ()>;

/// A pointer into the guest's memory, as the guest wrote it.
///
/// It may be null, dangling, unaligned or plain nonsense: using it is always safe, because every access
/// checks it against the memory's bounds. `'id` is the brand of the scope that it belongs to; using it in
/// another scope, with another instance, or after the scope does not compile.
pub struct GuestPtr<'id, T: ?Sized> {
    address: u32,
    brand: Brand<'id>,
    target: PhantomData<fn() -> *const T>,
}

impl<'id, T: ?Sized> GuestPtr<'id, T> {
    /// The null pointer.
    pub const NULL: Self = Self::new(0);

    #[inline]
    pub(crate) const fn new(address: u32) -> Self {
        Self { address, brand: PhantomData, target: PhantomData }
    }

    #[inline]
    pub(crate) const fn address(self) -> u32 {
        self.address
    }

    /// Whether the pointer is null. A plain `bool`: it decides nothing that the access would not check again.
    #[inline]
    pub const fn is_null(self) -> bool {
        self.address == 0
    }

    /// The same address as a pointer to another type.
    #[inline]
    pub const fn cast<U: ?Sized>(self) -> GuestPtr<'id, U> {
        GuestPtr::new(self.address)
    }
}

impl<'id, T: GuestType> GuestPtr<'id, T> {
    /// The pointer `index` objects further on. Not checked until it is used; a sum beyond the guest's
    /// address space gives a pointer that every access refuses.
    #[inline]
    pub fn element(self, index: u32) -> Self {
        Self::new(bounds::element(self.address, index, T::SIZE))
    }
}

impl<'id, T: GuestType, const N: usize> GuestPtr<'id, [T; N]> {
    /// The first element of the array.
    #[inline]
    pub fn first(self) -> GuestPtr<'id, T> {
        self.cast()
    }

    /// Element `index` of the array, if it has that many.
    #[inline]
    pub fn at(self, index: usize) -> Option<GuestPtr<'id, T>> {
        let index = u32::try_from(index).ok().filter(|_| index < N)?;
        Some(self.first().element(index))
    }
}

/// Projects to a field. The offset comes from the interface's layout, which the C compiler has confirmed.
#[doc(hidden)]
#[inline]
pub fn field<'id, S, F: ?Sized>(base: GuestPtr<'id, S>, offset: u32) -> GuestPtr<'id, F> {
    GuestPtr::new(bounds::offset(base.address, offset))
}

impl<T: ?Sized> Clone for GuestPtr<'_, T> {
    #[inline]
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: ?Sized> Copy for GuestPtr<'_, T> {}

impl<T: ?Sized> fmt::Debug for GuestPtr<'_, T> {
    /// Hides the address: guest data has no business in logs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "GuestPtr<{}>({})", std::any::type_name::<T>(), if self.is_null() { "null" } else { "…" })
    }
}

/// A run of objects in guest memory whose bounds were checked.
///
/// Its length is the host's: the host chose it or verified it. Memory never shrinks, so the range stays
/// inside for as long as the scope lives; what the bytes hold is the guest's business at all times.
pub struct GuestSlice<'id, T> {
    pointer: GuestPtr<'id, T>,
    length: u32,
}

impl<'id, T> GuestSlice<'id, T> {
    #[inline]
    pub(crate) const fn new(pointer: GuestPtr<'id, T>, length: u32) -> Self {
        Self { pointer, length }
    }

    /// Pointer to the first object: what the library's functions take.
    #[inline]
    pub const fn ptr(self) -> GuestPtr<'id, T> {
        self.pointer
    }

    /// Number of objects.
    #[inline]
    pub const fn len(self) -> usize {
        self.length as usize
    }

    /// Whether there are none.
    #[inline]
    pub const fn is_empty(self) -> bool {
        self.length == 0
    }
}

impl<'id, T: GuestType> GuestSlice<'id, T> {
    /// Bytes from the first object to `pointer`, which may lie before or behind it: where a library says it has got to
    /// in a buffer. Tainted, as the pointer is the library's word.
    pub fn distance_to(self, pointer: GuestPtr<'id, T>) -> Tainted<i64> {
        Tainted::new(i64::from(pointer.address()).saturating_sub(self.pointer.address().into()))
    }

    /// Pointer to object `index`, if there is one.
    pub fn at(self, index: usize) -> Option<GuestPtr<'id, T>> {
        let index = u32::try_from(index).ok().filter(|&index| index < self.length)?;
        Some(self.pointer.element(index))
    }

    /// The first `length` objects, if there are that many.
    pub fn prefix(self, length: usize) -> Option<Self> {
        let length = u32::try_from(length).ok().filter(|&length| length <= self.length)?;
        Some(Self::new(self.pointer, length))
    }

    /// Pointers to the objects, in order.
    pub fn iter(self) -> impl ExactSizeIterator<Item = GuestPtr<'id, T>> + DoubleEndedIterator {
        (0..self.len()).map(move |index| self.pointer.element(index as u32))
    }
}

impl<T> Clone for GuestSlice<'_, T> {
    #[inline]
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for GuestSlice<'_, T> {}

impl<T> fmt::Debug for GuestSlice<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "GuestSlice<{}>({})", std::any::type_name::<T>(), self.length)
    }
}

/// A pointer to `T` that is itself stored in guest memory: the `T *` inside a struct or behind a `T **`.
///
/// Reading one gives a [`GuestPtr`] of the scope.
pub struct Ptr<T: ?Sized>(NeverBuilt, PhantomData<fn() -> *const T>);

impl<T: ?Sized> fmt::Debug for Ptr<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The content of marker types: no value of them exists.
#[doc(hidden)]
#[derive(Debug)]
pub enum NeverBuilt {}
