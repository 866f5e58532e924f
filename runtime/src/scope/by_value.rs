//! Structs that a call passes by value: their copies lie in the arena for as long as the call runs.

use super::Scope;
use crate::fault::Fault;
use crate::guest::{GuestBytesMut, GuestPtr, GuestStruct};
use crate::library::Library;
use crate::tainted::{TaintedStruct, copy};

/// Makes arguments, calls with them, and takes back the memory that the arguments took.
///
/// Without that, a library that is handed structs a million times would fill its memory with their copies.
#[doc(hidden)]
#[inline]
pub fn with_copies<'id, L: Library, A, R>(
    scope: &mut Scope<'id, L>,
    arguments: impl FnOnce(&mut Scope<'id, L>) -> Result<A, Fault>,
    call: impl FnOnce(&mut Scope<'id, L>, A) -> Result<R, Fault>,
) -> Result<R, Fault> {
    let before = scope.host_side().arena.position();
    let arguments = arguments(scope)?;
    let during = scope.host_side().arena.position();
    let result = call(scope, arguments);
    scope.host_mut().arena.take_back(before, during);
    result
}

/// Copies a struct into the arena and gives its address: what the library may change is the copy.
#[doc(hidden)]
#[inline]
pub fn by_address<'id, L: Library, S: GuestStruct>(
    scope: &mut Scope<'id, L>,
    value: &TaintedStruct<'id, S>,
) -> Result<i32, Fault> {
    let address = scope.reserve(1, S::SIZE, S::ALIGN, false)?;
    copy::store(value, GuestBytesMut(scope.bytes_mut(address, 1, S::SIZE)?));
    Ok(address.cast_signed())
}

/// Room in the arena for a struct that the library returns.
#[doc(hidden)]
#[inline]
pub fn result_place<'id, L: Library, S: GuestStruct>(
    scope: &mut Scope<'id, L>,
) -> Result<GuestPtr<'id, S>, Fault> {
    scope.reserve(1, S::SIZE, S::ALIGN, true).map(GuestPtr::new)
}
