//! Arguments on their way into the fence.

use serde::Serialize;

use crate::fault::{Cause, Fault};
use crate::guest::Scalar;
use crate::library::Library;
use crate::scope::Scope;

/// Numbers, copied as they are: their address and how many there are.
pub fn slice<L: Library, T: Scalar>(scope: &mut Scope<'_, L>, items: &[T]) -> Result<(i32, i32), Fault> {
    let copy = scope.copy_in(items)?;
    // Lengths of what lies in guest memory have 32 bits.
    Ok((copy.ptr().address().cast_signed(), (copy.len() as u32).cast_signed()))
}

/// A value, encoded: its address and length.
pub fn whole<L: Library, T: Serialize + ?Sized>(
    scope: &mut Scope<'_, L>,
    value: &T,
) -> Result<(i32, i32), Fault> {
    let bytes = postcard::to_stdvec(value)
        .map_err(|_| Fault::new(Cause::Argument("a value that cannot be encoded")).in_library(L::NAME))?;
    slice(scope, &bytes)
}
