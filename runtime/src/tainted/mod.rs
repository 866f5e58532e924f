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
//! | [`inert!`](crate::inert)`(bytes)` | bytes that are only bytes | the bytes |
//! | [`release!`](crate::release)`(value, reason = "…")` | integers, floats, slices of them | the value |

mod operators;
mod view;

use std::ffi::CString;
use std::fmt;
use std::ops::{Bound, RangeBounds};

pub use view::View;

use crate::fault::{Cause, Fault};
use crate::guest::Scalar;
use crate::raw::record::Site;

/// A value from the guest that was not verified.
///
/// No `Deref`, no comparison with plain values, and `Debug` does not show it. Arithmetic wraps, as it does in
/// C, and stays tainted.
#[must_use = "a tainted value does nothing until it is verified"]
pub struct Tainted<T: Taintable> {
    image: T::Image,
}

/// A type whose values can come out of a guest.
#[diagnostic::on_unimplemented(message = "`{Self}` cannot come out of a guest")]
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

impl<T: Scalar> Taintable for Vec<T> {
    type Image = Self;

    fn from_image(image: Self) -> Option<Self> {
        Some(image)
    }
}

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
    fn expose(self) -> Option<Self::Plain>;
}

impl<T: Taintable> Verify for Tainted<T> {
    type Plain = T;

    #[inline]
    fn expose(self) -> Option<T> {
        T::from_image(self.image)
    }
}

/// What `inert!` accepts: bytes, which cannot be wrong as bytes.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is more than bytes: its value could mislead the host",
    note = "check it with `verify!(value, …)`; only bytes (`u8`) are inert"
)]
pub trait Inert: Verify {}

impl Inert for Tainted<u8> {}
impl Inert for Tainted<Vec<u8>> {}
impl Inert for Tainted<CString> {}
impl<const N: usize> Inert for Tainted<[u8; N]> {}
impl Inert for View<'_, [u8]> {}

/// What `release!` accepts: types of which every bit pattern is a value.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be released unchecked: not every bit pattern is a value of its type",
    note = "use `verify!(value, valid)`"
)]
pub trait Release: Verify {
    /// The value, unchecked.
    #[doc(hidden)]
    fn released(self) -> Self::Plain;
}

impl<T: Taintable<Image = T>> Release for Tainted<T> {
    #[inline]
    fn released(self) -> T {
        self.image
    }
}

/// The macros' way in. A [`Site`] cannot be had without a record in the executable.
#[doc(hidden)]
pub mod leave {
    use super::*;

    #[cold]
    fn rejected(site: &'static Site, why: &'static str) -> Fault {
        Fault::new(Cause::Rejected { site, why })
    }

    #[inline]
    pub fn valid<V: Verify>(value: V, site: &'static Site) -> Result<V::Plain, Fault> {
        value.expose().ok_or_else(|| rejected(site, "bit pattern without a value rejected"))
    }

    #[inline]
    pub fn check<V: Verify>(
        value: V,
        site: &'static Site,
        rule: impl FnOnce(&V::Plain) -> bool,
    ) -> Result<V::Plain, Fault> {
        let plain = valid(value, site)?;
        if rule(&plain) { Ok(plain) } else { Err(rejected(site, "value rejected")) }
    }

    #[inline]
    pub fn within<V: Verify<Plain: PartialOrd>>(
        value: V,
        site: &'static Site,
        range: impl RangeBounds<V::Plain>,
    ) -> Result<V::Plain, Fault> {
        check(value, site, |plain| contains(&range, plain))
    }

    #[inline]
    pub fn with<V: Verify, U>(
        value: V,
        site: &'static Site,
        rule: impl FnOnce(V::Plain) -> Option<U>,
    ) -> Result<U, Fault> {
        rule(valid(value, site)?).ok_or_else(|| rejected(site, "value rejected"))
    }

    #[inline]
    pub fn utf8<V: Verify<Plain: Into<Vec<u8>>>>(value: V, site: &'static Site) -> Result<String, Fault> {
        String::from_utf8(valid(value, site)?.into())
            .map_err(|_| rejected(site, "text that is not UTF-8 rejected"))
    }

    #[inline]
    pub fn released<V: Release>(value: V, _: &'static Site) -> V::Plain {
        value.released()
    }

    #[inline]
    pub fn inert<V: Inert + Release>(value: V, _: &'static Site) -> V::Plain {
        value.released()
    }

    /// `RangeBounds::contains` for the case where item and bound are of one type.
    fn contains<T: PartialOrd>(range: &impl RangeBounds<T>, value: &T) -> bool {
        let above = match range.start_bound() {
            Bound::Included(start) => start <= value,
            Bound::Excluded(start) => start < value,
            Bound::Unbounded => true,
        };
        above
            && match range.end_bound() {
                Bound::Included(end) => value <= end,
                Bound::Excluded(end) => value < end,
                Bound::Unbounded => true,
            }
    }
}

/// Checks a tainted value and gives the plain one, or a [`Fault`] of kind
/// [`Rejected`](crate::FaultKind::Rejected) that names the rule and the place.
///
/// The rule and the place are recorded in the executable. The forms are listed in the
/// [module documentation](crate::tainted).
///
/// ```ignore
/// let width = verify!(scope.read(width)?, in 1..=16_384)?;
/// let rows = verify!(scope.view(table)?, |rows| rows.is_sorted())?;
/// ```
#[macro_export]
macro_rules! verify {
    ($value:expr, in $range:expr $(,)?) => {
        $crate::__private::leave::within(
            $value,
            $crate::__site!(
                "validator",
                ::core::concat!("in ", ::core::stringify!($range)),
                "value" = ::core::stringify!($value)
            ),
            $range,
        )
    };
    ($value:expr, with $rule:expr $(,)?) => {
        $crate::__private::leave::with(
            $value,
            $crate::__site!(
                "validator",
                ::core::concat!("with ", ::core::stringify!($rule)),
                "value" = ::core::stringify!($value)
            ),
            $rule,
        )
    };
    ($value:expr, valid $(,)?) => {
        $crate::__private::leave::valid(
            $value,
            $crate::__site!("validator", "valid", "value" = ::core::stringify!($value)),
        )
    };
    ($value:expr, utf8 $(,)?) => {
        $crate::__private::leave::utf8(
            $value,
            $crate::__site!("validator", "utf8", "value" = ::core::stringify!($value)),
        )
    };
    ($value:expr, $rule:expr $(,)?) => {
        $crate::__private::leave::check(
            $value,
            $crate::__site!("validator", ::core::stringify!($rule), "value" = ::core::stringify!($value)),
            $rule,
        )
    };
    ($value:expr $(,)?) => {
        ::core::compile_error!(
            "a rule is missing: `verify!(value, in 1..=100)` or `verify!(value, |&v| v != 0)`"
        )
    };
}

/// Takes bytes out of taint as what they are: bytes. Recorded in the executable.
///
/// Right for pixels, samples, decompressed data, and text that is only shown. Wrong for anything the host
/// will parse with code that trusts its input.
#[macro_export]
macro_rules! inert {
    ($value:expr $(,)?) => {
        $crate::__private::leave::inert(
            $value,
            $crate::__site!("inert", "bytes", "value" = ::core::stringify!($value)),
        )
    };
}

/// Takes a value out of taint without a check, for a written reason. Recorded in the executable as an
/// `escape`, which an audit lists first.
///
/// The reason is at least 12 characters long and says why no check is needed:
///
/// ```ignore
/// let version = release!(scope.zlib_version()?, reason = "only printed, never compared");
/// ```
#[macro_export]
macro_rules! release {
    ($value:expr, reason = $reason:literal $(,)?) => {{
        const _: () = ::core::assert!(
            $reason.len() >= 12,
            "the reason is too short: say in a sentence why this value needs no check"
        );
        $crate::__private::leave::released(
            $value,
            $crate::__site!("escape", "release", "value" = ::core::stringify!($value), "reason" = $reason),
        )
    }};
    ($value:expr $(,)?) => {
        ::core::compile_error!("a reason is missing: `release!(value, reason = \"why no check is needed\")`")
    };
}
