//! Values that came out of a guest and that nobody has looked at yet.
//!
//! A [`Tainted<T>`] is a copy on the host: it cannot change any more, and it cannot be used before it was
//! checked. Every way out is a macro with an exclamation mark, because every way out leaves a record in the
//! executable that names its place and its rule:
//!
//! | way out | for | gives |
//! |---|---|---|
//! | [`verify!`](crate::verify)`(value, in 1..=16_384)` | anything ordered | `Result<T, Fault>` |
//! | `verify!(value, \|&v\| v % 2 == 0)` | anything | `Result<T, Fault>` |
//! | `verify!(value, with \|v\| v.checked_mul(4))` | anything | `Result<U, Fault>`, the closure's result |
//! | `verify!(value, valid)` | enums, `bool`, `usize` | `Result<T, Fault>` |
//! | `verify!(text, utf8)` | strings | `Result<String, Fault>` |
//! | `verify!(text, file name)` | strings | `Result<`[`FileName`](crate::FileName)`, Fault>` |
//! | `verify!(n, index of &rows)` | integers | `Result<`[`Index`](crate::Index)`, Fault>` |
//! | `verify!(n, alloc up to 1 << 20)` | integers | `Result<`[`AllocSize`](crate::AllocSize)`, Fault>` |
//! | `verify!(value, as Type)` | what `Type` [derives](macro@crate::Verify) | `Result<Type, Fault>` |
//! | [`inert!`](crate::inert)`(bytes)` | bytes that are only bytes | the bytes |
//! | [`release!`](crate::release)`(value, reason = "…")` | integers, floats, slices of them | the value |

#[doc(hidden)]
pub mod derived;
#[doc(hidden)]
pub mod leave;
mod macros;
mod operators;
#[doc(hidden)]
pub mod portable;
pub(crate) mod purpose;
#[doc(hidden)]
pub mod reason;
mod structure;
mod view;

use std::ffi::CString;
use std::fmt;
use std::ops::RangeBounds;

pub use structure::{TaintedStruct, copy};
pub use view::View;

use crate::fault::Fault;
use crate::guest::Scalar;
use crate::raw::record::Site;
use portable::Portable;

/// A value from the guest that was not verified.
///
/// No `Deref`, no comparison with plain values, and `Debug` does not show it. Arithmetic wraps, as it does in
/// C, and stays tainted.
#[must_use = "a tainted value does nothing until it is verified"]
pub struct Tainted<T: Taintable> {
    image: T::Image,
}

/// A type whose values can come out of a guest.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no value that could be read or written",
    note = "opaque handles are only passed on; reach the fields of a struct through its pointer: `scope.read(pointer.field())`"
)]
pub trait Taintable: Sized {
    /// What the guest may have written in its place. For integers the type itself; for an enum the integer
    /// behind it, which may name no variant.
    type Image;
    /// The value of an image, if it has one.
    #[doc(hidden)]
    fn from_image(image: Self::Image) -> Option<Self>;
}

impl<T: Taintable> Tainted<T> {
    #[inline]
    pub(crate) const fn new(image: T::Image) -> Self {
        Self { image }
    }

    /// What the guest wrote, for another tainted value made of it, and for contracts, which record what they look at.
    #[inline]
    pub(crate) fn into_image(self) -> T::Image {
        self.image
    }
}

impl<T: Scalar> Tainted<Vec<T>> {
    /// A look at the copy, as tainted as it: for [`Scope::copy_in_tainted`](crate::Scope::copy_in_tainted).
    #[inline]
    pub fn as_view(&self) -> View<'_, [T]> {
        View::new(&self.image)
    }
}

impl<T: Taintable<Image: Clone>> Clone for Tainted<T> {
    fn clone(&self) -> Self {
        Self { image: self.image.clone() }
    }
}

impl<T: Taintable<Image: Copy>> Copy for Tainted<T> {}

impl<T: Taintable> fmt::Debug for Tainted<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Tainted<{}>(…)", std::any::type_name::<T>())
    }
}

#[diagnostic::do_not_recommend]
impl<T: Portable> Taintable for Vec<T> {
    type Image = Self;

    fn from_image(image: Self) -> Option<Self> {
        Some(image)
    }
}

#[diagnostic::do_not_recommend]
impl Taintable for CString {
    type Image = Self;

    fn from_image(image: Self) -> Option<Self> {
        Some(image)
    }
}

/// What `verify!` accepts. Implemented by [`Tainted`] and [`View`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not tainted: there is nothing to verify",
    note = "call `scope.read(pointer)?` or `scope.view(slice)?` first, then verify what it gives"
)]
pub trait Verify: Sized {
    /// The value after the check.
    type Plain;
    /// The value, if its image has one.
    #[doc(hidden)]
    fn expose(self, permit: leave::Permit) -> Option<Self::Plain>;

    // What the macros call. The work is done by functions of the same names; as methods of this trait they can be
    // called on the wrong thing with half as long an error.

    #[doc(hidden)]
    #[inline]
    fn valid<P>(self, site: &'static Site) -> Result<P, Fault>
    where
        Self: Verify<Plain = P>,
    {
        leave::valid(self, site)
    }

    #[doc(hidden)]
    #[inline]
    fn check<P>(self, site: &'static Site, rule: impl FnOnce(&P) -> bool) -> Result<P, Fault>
    where
        Self: Verify<Plain = P>,
    {
        leave::check(self, site, rule)
    }

    #[doc(hidden)]
    #[inline]
    fn within<P: PartialOrd>(self, site: &'static Site, range: impl RangeBounds<P>) -> Result<P, Fault>
    where
        Self: Verify<Plain = P>,
    {
        leave::within(self, site, range)
    }

    #[doc(hidden)]
    #[inline]
    fn with<P, U>(self, site: &'static Site, rule: impl FnOnce(P) -> Option<U>) -> Result<U, Fault>
    where
        Self: Verify<Plain = P>,
    {
        leave::with(self, site, rule)
    }
}

#[diagnostic::do_not_recommend]
impl<T: Taintable> Verify for Tainted<T> {
    type Plain = T;

    #[inline]
    fn expose(self, _: leave::Permit) -> Option<T> {
        T::from_image(self.image)
    }
}

/// What `inert!` accepts: bytes, which cannot be wrong as bytes.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is more than bytes: its value could mislead the host",
    note = "check it with `verify!(value, …)`; only bytes (`u8`) are inert"
)]
pub trait Inert: Release {
    #[doc(hidden)]
    #[inline]
    fn inert<P>(self, site: &'static Site) -> P
    where
        Self: Verify<Plain = P>,
    {
        leave::inert(self, site)
    }
}

#[diagnostic::do_not_recommend]
impl Inert for Tainted<u8> {}
#[diagnostic::do_not_recommend]
impl Inert for Tainted<Vec<u8>> {}
#[diagnostic::do_not_recommend]
impl Inert for Tainted<CString> {}
#[diagnostic::do_not_recommend]
impl Inert for Tainted<String> {}
#[diagnostic::do_not_recommend]
impl Inert for Tainted<Vec<CString>> {}
#[diagnostic::do_not_recommend]
impl<const N: usize> Inert for Tainted<[u8; N]> {}
#[diagnostic::do_not_recommend]
impl Inert for View<'_, [u8]> {}

/// What `release!` accepts: types of which every bit pattern is a value.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be released unchecked: not every bit pattern is a value of its type",
    note = "use `verify!(value, valid)`"
)]
pub trait Release: Verify {
    /// The value, unchecked.
    #[doc(hidden)]
    fn released(self, permit: leave::Permit) -> Self::Plain;

    #[doc(hidden)]
    #[inline]
    fn release<P>(self, site: &'static Site) -> P
    where
        Self: Verify<Plain = P>,
    {
        leave::released(self, site)
    }
}

#[diagnostic::do_not_recommend]
impl<T: Taintable<Image = T>> Release for Tainted<T> {
    #[inline]
    fn released(self, _: leave::Permit) -> T {
        self.image
    }
}
