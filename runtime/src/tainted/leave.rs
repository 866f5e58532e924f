//! What `verify!`, `inert!` and `release!` expand to. A [`Site`] cannot be had without a record in the executable.

// Results are named by a parameter of their own (`Plain = P`): a value that is not tainted is then one error, where
// the projection `V::Plain` in the result would make it two.

use std::ops::{Bound, RangeBounds};

use super::purpose::Text;
pub use super::purpose::{alloc, file_name};
use super::{Inert, Release, Verify};
use crate::fault::{Cause, Fault};
use crate::raw::record::Site;

/// Only the functions of this module can call what takes a value out of taint, and each of them wants a place.
#[derive(Debug)]
pub struct Permit(());

#[cold]
pub(crate) fn rejected(site: &'static Site, why: &'static str) -> Fault {
    Fault::new(Cause::Rejected { site, why })
}

#[inline]
pub fn valid<V: Verify<Plain = P>, P>(value: V, site: &'static Site) -> Result<P, Fault> {
    value.expose(Permit(())).ok_or_else(|| rejected(site, "bit pattern without a value rejected"))
}

#[inline]
pub fn check<V: Verify<Plain = P>, P>(
    value: V,
    site: &'static Site,
    rule: impl FnOnce(&P) -> bool,
) -> Result<P, Fault> {
    let plain = valid(value, site)?;
    if rule(&plain) { Ok(plain) } else { Err(rejected(site, "value rejected")) }
}

#[inline]
pub fn within<V: Verify<Plain = P>, P: PartialOrd>(
    value: V,
    site: &'static Site,
    range: impl RangeBounds<P>,
) -> Result<P, Fault> {
    check(value, site, |plain| contains(&range, plain))
}

#[inline]
pub fn with<V: Verify<Plain = P>, P, U>(
    value: V,
    site: &'static Site,
    rule: impl FnOnce(P) -> Option<U>,
) -> Result<U, Fault> {
    rule(valid(value, site)?).ok_or_else(|| rejected(site, "value rejected"))
}

#[inline]
pub fn utf8<V: Verify<Plain: Text>>(value: V, site: &'static Site) -> Result<String, Fault> {
    String::from_utf8(valid(value, site)?.into_bytes())
        .map_err(|_| rejected(site, "text that is not UTF-8 rejected"))
}

#[inline]
pub fn released<V: Release>(value: V, _: &'static Site) -> V::Plain {
    value.released(Permit(()))
}

#[inline]
pub fn inert<V: Inert>(value: V, _: &'static Site) -> V::Plain {
    value.released(Permit(()))
}

/// `RangeBounds::contains` for the case where item and bound are of one type.
pub(super) fn contains<T: PartialOrd>(range: &impl RangeBounds<T>, value: &T) -> bool {
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
