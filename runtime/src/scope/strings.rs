//! Strings and lists of strings, into guest memory and out of it.

use std::ffi::CString;

use super::Scope;
use crate::fault::{Cause, Fault};
use crate::guest::{Char, GuestPtr, Ptr};
use crate::library::Library;
use crate::tainted::Tainted;

impl<'id, L: Library> Scope<'id, L> {
    /// Copies a string into guest memory and puts the terminator behind it: a `const char *` argument. Freed
    /// with the scope.
    ///
    /// # Errors
    ///
    /// A fault of kind [`Caller`](crate::FaultKind::Caller) when the text holds a NUL: C would see the string
    /// end there. Where the text comes from is the place to decide what that means.
    pub fn copy_str<T: Char>(&mut self, text: &str) -> Result<GuestPtr<'id, T>, Fault> {
        self.copy_terminated(text.as_bytes())
    }

    /// Copies strings and a list of pointers to them, null after the last: a `char **argv` argument. Freed with
    /// the scope.
    ///
    /// # Errors
    ///
    /// As for [`copy_str`](Self::copy_str).
    pub fn copy_c_strs<T: Char>(
        &mut self,
        texts: &[impl AsRef<[u8]>],
    ) -> Result<GuestPtr<'id, Ptr<T>>, Fault> {
        let mut list = Vec::with_capacity(texts.len().saturating_add(1));
        for text in texts {
            list.push(self.copy_terminated::<T>(text.as_ref())?.address());
        }
        list.push(0);
        self.copy_in(&list).map(|list| list.ptr().cast())
    }

    /// Copies out the strings of a list that ends with a null pointer: a `char **` result. At most `max_count`
    /// strings may stand in it, and each must end within `max_length` bytes, terminator included.
    ///
    /// Both bounds are the host's: a list or a string without an end is an error of kind
    /// [`Guest`](crate::FaultKind::Guest).
    pub fn c_strs<T: Char + 'static>(
        &mut self,
        list: GuestPtr<'id, Ptr<T>>,
        max_count: usize,
        max_length: usize,
    ) -> Result<Tainted<Vec<CString>>, Fault> {
        let mut strings = Vec::new();
        let bound = u32::try_from(max_count).unwrap_or(u32::MAX);
        for index in 0..=bound {
            let string = self.read(list.element(index))?;
            if string.is_null() {
                return Ok(Tainted::new(strings));
            }
            if index < bound {
                strings.push(self.c_str(string, max_length)?.into_image());
            }
        }
        Err(Fault::new(Cause::EndlessList { bound }).in_library(L::NAME))
    }

    fn copy_terminated<T: Char>(&mut self, text: &[u8]) -> Result<GuestPtr<'id, T>, Fault> {
        let Ok(text) = CString::new(text) else {
            let why = "a C string ends at its first NUL, and the text holds one";
            return Err(Fault::new(Cause::Argument(why)).in_library(L::NAME));
        };
        self.copy_c_str(&text)
    }
}
