use std::fmt;

use super::leave::Permit;
use super::{Release, Verify};
use crate::guest::Scalar;

/// A borrowed look at guest memory: tainted, and not copied.
///
/// While a view or what was verified of it is alive, the scope is borrowed and no guest code can run: the
/// bytes cannot change under the reader, so a check holds for as long as its result does.
#[must_use = "a view does nothing until it is verified"]
pub struct View<'a, T: ?Sized> {
    target: &'a T,
}

impl<'a, T: ?Sized> View<'a, T> {
    #[inline]
    pub(crate) const fn new(target: &'a T) -> Self {
        Self { target }
    }
}

impl<'a, T: ?Sized> View<'a, T> {
    /// What is behind it, for another guest: nobody has looked at it, and nobody does there.
    #[inline]
    pub(crate) const fn for_a_guest(self) -> &'a T {
        self.target
    }
}

impl<T> View<'_, [T]> {
    /// Number of objects. The host's own number: it asked for that many.
    #[inline]
    pub const fn len(&self) -> usize {
        self.target.len()
    }

    /// Whether there are none.
    #[inline]
    pub const fn is_empty(&self) -> bool {
        self.target.is_empty()
    }
}

impl<T: ?Sized> Clone for View<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: ?Sized> Copy for View<'_, T> {}

impl<T> fmt::Debug for View<'_, [T]> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "View<[{}]>({} objects)", std::any::type_name::<T>(), self.len())
    }
}

#[diagnostic::do_not_recommend]
impl<'a, T: Scalar> Verify for View<'a, [T]> {
    type Plain = &'a [T];

    #[inline]
    fn expose(self, _: Permit) -> Option<&'a [T]> {
        Some(self.target)
    }
}

#[diagnostic::do_not_recommend]
impl<T: Scalar> Release for View<'_, [T]> {
    #[inline]
    fn released(self, _: Permit) -> Self::Plain {
        self.target
    }
}
