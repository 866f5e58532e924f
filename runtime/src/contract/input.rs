//! What goes in: slices, strings, single values, and room for what comes out.

use std::ffi::CStr;

use super::{Number, Truth};
use crate::fault::{Cause, Fault};
use crate::guest::{GuestPtr, GuestSlice, GuestValue, Scalar, Store};
use crate::library::Library;
use crate::raw::record::Site;
use crate::scope::Scope;

/// Copies a slice in.
#[inline]
pub fn slice<'id, L: Library, T: Scalar>(
    scope: &mut Scope<'id, L>,
    items: &[T],
) -> Result<GuestPtr<'id, T>, Fault> {
    scope.copy_in(items).map(GuestSlice::ptr)
}

/// Copies a slice in; null for `None`.
#[inline]
pub fn optional_slice<'id, L: Library, T: Scalar>(
    scope: &mut Scope<'id, L>,
    items: Option<&[T]>,
) -> Result<GuestPtr<'id, T>, Fault> {
    items.map_or(Ok(GuestPtr::NULL), |items| slice(scope, items))
}

/// Copies a C string in.
#[inline]
pub fn text<'id, L: Library>(scope: &mut Scope<'id, L>, text: &CStr) -> Result<GuestPtr<'id, u8>, Fault> {
    scope.copy_c_str(text)
}

/// Copies a C string in; null for `None`.
#[inline]
pub fn optional_text<'id, L: Library>(
    scope: &mut Scope<'id, L>,
    string: Option<&CStr>,
) -> Result<GuestPtr<'id, u8>, Fault> {
    string.map_or(Ok(GuestPtr::NULL), |string| text(scope, string))
}

/// Copies a string in as a C string.
#[inline]
pub fn str<'id, L: Library>(scope: &mut Scope<'id, L>, string: &str) -> Result<GuestPtr<'id, u8>, Fault> {
    scope.copy_str(string)
}

/// Copies a string in as a C string; null for `None`.
#[inline]
pub fn optional_str<'id, L: Library>(
    scope: &mut Scope<'id, L>,
    string: Option<&str>,
) -> Result<GuestPtr<'id, u8>, Fault> {
    string.map_or(Ok(GuestPtr::NULL), |string| str(scope, string))
}

/// Copies one value in.
#[inline]
pub fn cell<'id, L: Library, T: GuestValue + Store<'id, In = T>>(
    scope: &mut Scope<'id, L>,
    value: T,
) -> Result<GuestPtr<'id, T>, Fault> {
    let pointer = scope.alloc::<T>()?;
    scope.write(pointer, value)?;
    Ok(pointer)
}

/// A number of the contract as the integer that an argument takes.
#[inline]
pub fn argument<T: TryFrom<i128>>(number: Number) -> Result<T, Fault> {
    number.fit().ok_or_else(|| {
        Fault::new(Cause::Argument("a number that the contract makes does not fit into its C type"))
    })
}

/// Room for `capacity` elements.
#[inline]
pub fn room<'id, L: Library, T: Scalar>(
    scope: &mut Scope<'id, L>,
    capacity: Number,
    site: &'static Site,
) -> Result<GuestSlice<'id, T>, Fault> {
    scope.alloc_slice(capacity.fit().ok_or_else(|| broken(site))?)
}

/// Refuses a slice of another length than the contract says.
#[inline]
pub fn agree(length: usize, expected: Number, site: &'static Site) -> Result<(), Fault> {
    demand(Number::of(length).equal(expected), site)
}

/// Refuses arguments between which a relation does not hold.
#[inline]
pub fn demand(relation: Truth, site: &'static Site) -> Result<(), Fault> {
    if relation.holds() { Ok(()) } else { Err(broken(site)) }
}

#[cold]
fn broken(site: &'static Site) -> Fault {
    Fault::new(Cause::Contract { site })
}
