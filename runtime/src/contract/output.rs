//! What comes out: each value through its rule, and each read once.

use std::ffi::CString;
use std::ops::RangeBounds;

use super::{Call, Integer, Number, Truth};
use crate::fault::{Cause, Fault};
use crate::guest::{GuestPtr, GuestSlice, Scalar};
use crate::library::Library;
use crate::owned::Free;
use crate::raw::record::Site;
use crate::scope::Scope;
use crate::tainted::{Taintable, Tainted, leave};

/// Notes that memory must be freed with the call, unless it is null.
#[inline]
pub fn handed<'id, L: Library, T: ?Sized>(
    scope: &mut Scope<'id, L>,
    call: &mut Call,
    pointer: GuestPtr<'id, T>,
    free: Free<L>,
) {
    call.tickets.extend(scope.take_over(pointer, free));
}

/// The `length` elements behind a pointer, copied out.
pub fn items<'id, L: Library, T: Scalar>(
    scope: &mut Scope<'id, L>,
    pointer: GuestPtr<'id, T>,
    length: Number,
    site: &'static Site,
) -> Result<Tainted<Vec<T>>, Fault> {
    let length = length.fit().ok_or_else(|| leave::rejected(site, "length rejected"))?;
    let slice = scope.slice(pointer, length)?;
    scope.read_slice(slice)
}

/// The elements of a buffer that were written, copied out. More than fit are refused.
pub fn written<'id, L: Library, T: Scalar>(
    scope: &mut Scope<'id, L>,
    room: GuestSlice<'id, T>,
    written: Number,
    site: &'static Site,
) -> Result<Tainted<Vec<T>>, Fault> {
    let part = written.fit().and_then(|length| room.prefix(length));
    scope.read_slice(part.ok_or_else(|| leave::rejected(site, "length rejected"))?)
}

/// A C string behind a pointer, copied out.
#[inline]
pub fn text_at<'id, L: Library, T: ?Sized>(
    scope: &mut Scope<'id, L>,
    pointer: GuestPtr<'id, T>,
    bound: usize,
) -> Result<Tainted<CString>, Fault> {
    scope.c_str(pointer.cast::<u8>(), bound)
}

/// A C string in a buffer, copied out.
#[inline]
pub fn text_in_room<'id, L: Library>(
    scope: &mut Scope<'id, L>,
    room: GuestSlice<'id, u8>,
    bound: usize,
) -> Result<Tainted<CString>, Fault> {
    scope.c_str(room.ptr(), bound.min(room.len()))
}

/// A whole number from `low` to `high`.
#[inline]
pub fn within<T: Taintable + Integer>(
    value: Tainted<T>,
    site: &'static Site,
    low: Number,
    high: Number,
) -> Result<T, Fault> {
    leave::check(value, site, |&value| is_within(value, low, high))
}

/// Whole numbers from `low` to `high`.
#[inline]
pub fn within_all<T: Scalar + Integer>(
    items: Tainted<Vec<T>>,
    site: &'static Site,
    low: Number,
    high: Number,
) -> Result<Vec<T>, Fault> {
    leave::check(items, site, |items| items.iter().all(|&item| is_within(item, low, high)))
}

/// Floating-point numbers of a range.
#[inline]
pub fn within_floats<T: Scalar + PartialOrd>(
    items: Tainted<Vec<T>>,
    site: &'static Site,
    range: impl RangeBounds<T>,
) -> Result<Vec<T>, Fault> {
    leave::check(items, site, |items| items.iter().all(|item| range.contains(item)))
}

/// The length of something that has room for `capacity` elements.
#[inline]
pub fn measured<T: Taintable + Integer>(
    value: Tainted<T>,
    site: &'static Site,
    capacity: Number,
) -> Result<T, Fault> {
    within(value, site, Number::of(0), capacity)
}

/// Rejects values between which a relation does not hold.
#[inline]
pub fn confirm(relation: Truth, site: &'static Site) -> Result<(), Fault> {
    if relation.holds() { Ok(()) } else { Err(leave::rejected(site, "values rejected")) }
}

/// Overwrites the caller's slice with what became of its copy.
#[inline]
pub fn put_back<T: Scalar>(target: &mut [T], items: &[T]) -> Result<(), Fault> {
    let Some(target) = target.get_mut(..items.len()) else {
        return Err(Fault::new(Cause::Argument("more objects than the slice holds")));
    };
    target.copy_from_slice(items);
    Ok(())
}

fn is_within(value: impl Integer, low: Number, high: Number) -> bool {
    let value = Number::of(value);
    low.at_most(value).and(value.at_most(high)).holds()
}
