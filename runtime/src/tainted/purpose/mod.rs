//! Verified values that are good for one thing.
//!
//! A plain number that passed one check is soon used where another was needed. What is here keeps its purpose in its
//! type: an [`Index`] reaches the one object that it was checked against, an [`AllocSize`] allocates, a [`FileName`]
//! names a file in a directory of the host's choice.

mod alloc;
mod file_name;
mod index;

pub use alloc::{AllocSize, alloc};
pub use file_name::{FileName, file_name};
pub use index::{Index, Indexed};

/// Keeps the traits of this module from being implemented elsewhere: an implementation sees what is being verified.
mod sealed {
    pub trait Number {}
    pub trait Container {}
    pub trait Bytes {}
}

/// Integers, of which indices and sizes can be made.
#[diagnostic::on_unimplemented(
    message = "`{Self}` counts nothing: no index and no size can be made of it",
    note = "verify an integer of the guest with `index of` and `alloc up to`"
)]
pub trait Count: sealed::Number {
    /// The same number, unless it is negative or too large.
    #[doc(hidden)]
    fn count(self) -> Option<usize>;
}

macro_rules! counts {
    ($($ty:ty),*) => {$(
        impl sealed::Number for $ty {}

        #[diagnostic::do_not_recommend]
        impl Count for $ty {
            #[inline]
            fn count(self) -> Option<usize> {
                self.try_into().ok()
            }
        }
    )*};
}

counts!(u8, i8, u16, i16, u32, i32, u64, i64, usize, isize);

/// Bytes that may be text.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no text",
    note = "text is what `scope.c_str(…)` gives, or bytes: `Vec<u8>`, `[u8; N]`, a view of them"
)]
pub trait Text: sealed::Bytes {
    /// Its bytes, without a terminator.
    #[doc(hidden)]
    fn into_bytes(self) -> Vec<u8>;
}

macro_rules! texts {
    ($($ty:ty $(; $length:ident)?),*) => {$(
        impl $(<const $length: usize>)? sealed::Bytes for $ty {}

        #[diagnostic::do_not_recommend]
        impl $(<const $length: usize>)? Text for $ty {
            #[inline]
            fn into_bytes(self) -> Vec<u8> {
                self.into()
            }
        }
    )*};
}

texts!(std::ffi::CString, Vec<u8>, &[u8], [u8; N]; N);
