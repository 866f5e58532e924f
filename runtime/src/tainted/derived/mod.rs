//! What `#[derive(Verify)]` expands to.

mod elements;
mod fits;
mod number;

pub use elements::Elements;
pub use fits::Fits;
pub use number::{Integer, Number, Truth};

use std::ops::RangeBounds;

use super::Verify;
use super::leave::{contains, rejected};
use crate::fault::Fault;
use crate::raw::record::Site;

/// A type of the host that values of a guest are verified into: what `verify!(value, as Type)` accepts.
///
/// `#[derive(Verify)]` implements it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be verified from `{V}`",
    label = "no rules lead from one to the other",
    note = "put `#[derive(ringfence::Verify)]` on `{Self}`, with `#[verify(from = …)]` naming what comes out of the guest"
)]
pub trait FromGuest<V>: Sized {
    /// The value, if it obeys every rule of the type.
    ///
    /// # Errors
    ///
    /// A fault of kind [`Rejected`](crate::FaultKind::Rejected) that names the first rule that does not hold.
    fn verified(value: V) -> Result<Self, Fault>;
}

/// The value as the field's type, if its bit pattern is a value and fits.
#[inline]
pub fn valid<V: Verify<Plain = P>, P: Fits<T>, T>(value: V, site: &'static Site) -> Result<T, Fault> {
    let plain = super::leave::valid(value, site)?;
    plain.fit().ok_or_else(|| rejected(site, "value that its field cannot hold rejected"))
}

/// The value as the field's type, if it fits and lies in the range.
#[inline]
pub fn within<V: Verify<Plain = P>, P: Fits<T>, T: PartialOrd>(
    value: V,
    site: &'static Site,
    range: impl RangeBounds<T>,
) -> Result<T, Fault> {
    let plain = valid(value, site)?;
    if contains(&range, &plain) { Ok(plain) } else { Err(rejected(site, "value rejected")) }
}

/// The elements as those of the field's type, if each fits and lies in the range.
#[inline]
pub fn each<V: Verify<Plain = P>, P: Elements<C>, C>(
    value: V,
    site: &'static Site,
    range: impl RangeBounds<P::Item>,
) -> Result<C, Fault>
where
    P::Item: PartialOrd,
{
    let plain = super::leave::valid(value, site)?;
    plain.each(|item| contains(&range, item)).ok_or_else(|| rejected(site, "elements rejected"))
}

/// An error unless a relation between fields holds.
#[inline]
pub fn related(holds: bool, site: &'static Site) -> Result<(), Fault> {
    if holds { Ok(()) } else { Err(rejected(site, "values rejected")) }
}
