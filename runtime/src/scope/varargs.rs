//! Variable arguments: C gathers them in memory and passes the address of the first.

use std::ffi::c_void;

use super::Scope;
use crate::fault::Fault;
use crate::guest::{GuestPtr, VarArg};
use crate::library::Library;

impl<'id, L: Library> Scope<'id, L> {
    /// Lays arguments out as C's `va_list`: what functions such as `vsnprintf` take. Freed with the scope.
    ///
    /// Functions with `...` need no such list; their method takes the arguments themselves.
    ///
    /// A function may use a list once, as in C.
    ///
    /// # Errors
    ///
    /// A fault of kind [`Caller`](crate::FaultKind::Caller) when a `size_t` does not fit the guest.
    pub fn va_list(&mut self, arguments: &[VarArg<'id>]) -> Result<GuestPtr<'id, c_void>, Fault> {
        let mut list = Vec::new();
        for argument in arguments {
            argument.append(&mut list).map_err(|fault| fault.in_library(L::NAME))?;
        }
        // As words of 8 bytes, because those decide on the alignment of the whole.
        list.resize(list.len().next_multiple_of(8), 0);
        let words =
            list.chunks_exact(8).filter_map(|word| word.first_chunk().copied().map(u64::from_le_bytes));
        let words: Vec<_> = words.collect();
        self.copy_in(&words).map(|list| list.ptr().cast())
    }
}

/// Lowers the arguments in place of `...`.
#[doc(hidden)]
#[inline]
pub fn lower_variadic<'id, L: Library>(
    scope: &mut Scope<'id, L>,
    arguments: &[VarArg<'id>],
) -> Result<i32, Fault> {
    match arguments {
        [] => Ok(0),
        arguments => scope.va_list(arguments).map(|list| list.address().cast_signed()),
    }
}
