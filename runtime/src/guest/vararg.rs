//! Arguments in place of C's `...`.

use std::ffi::c_void;
use std::fmt;

use super::argument::Argument;
use super::{GuestFn, GuestPtr};
use crate::fault::Fault;

/// An argument in place of C's `...`, as C passes it there: what is narrower than an `int` was widened, a `float`
/// is a `double`.
///
/// Numbers and pointers become one by `.into()`. The function decides by other means, such as a format string,
/// what it takes them for; a mistake there is one of the guest, and stays behind the fence.
///
/// ```
/// use ringfence::VarArg;
///
/// let arguments: [VarArg<'_>; 4] = [7.into(), b'x'.into(), 2.5_f32.into(), (1_i64 << 40).into()];
/// ```
#[derive(Clone, Copy)]
#[non_exhaustive]
pub enum VarArg<'id> {
    /// `int`, `unsigned`, `long`, `char`, `bool`: whatever has at most 32 bits in the guest.
    Int(i32),
    /// `long long`, `int64_t`, `uint64_t`.
    Long(i64),
    /// `size_t`, which has 32 bits in the guest; checked when it is passed.
    Size(usize),
    /// `double`, and `float`, which C widens.
    Double(f64),
    /// A pointer to data or to a function.
    Pointer(GuestPtr<'id, c_void>),
}

impl VarArg<'_> {
    /// Appends it to a list in which each is aligned to its size.
    pub(crate) fn append(self, list: &mut Vec<u8>) -> Result<(), Fault> {
        match self {
            Self::Int(value) => list.extend(value.to_le_bytes()),
            Self::Size(value) => list.extend(value.lower()?.to_le_bytes()),
            Self::Pointer(pointer) => list.extend(pointer.address().to_le_bytes()),
            Self::Long(value) => append_wide(list, value.to_le_bytes()),
            Self::Double(value) => append_wide(list, value.to_le_bytes()),
        }
        Ok(())
    }
}

fn append_wide(list: &mut Vec<u8>, bytes: [u8; 8]) {
    list.resize(list.len().next_multiple_of(bytes.len()), 0);
    list.extend(bytes);
}

macro_rules! from {
    ($($ty:ty: $variant:expr;)*) => {$(
        impl From<$ty> for VarArg<'_> {
            #[inline]
            fn from(value: $ty) -> Self {
                $variant(value)
            }
        }
    )*};
}

from! {
    i8: |value: i8| Self::Int(value.into());
    u8: |value: u8| Self::Int(value.into());
    i16: |value: i16| Self::Int(value.into());
    u16: |value: u16| Self::Int(value.into());
    i32: Self::Int;
    u32: |value: u32| Self::Int(value.cast_signed());
    bool: |value: bool| Self::Int(value.into());
    i64: Self::Long;
    u64: |value: u64| Self::Long(value.cast_signed());
    usize: Self::Size;
    f32: |value: f32| Self::Double(value.into());
    f64: Self::Double;
}

impl<'id, T: ?Sized> From<GuestPtr<'id, T>> for VarArg<'id> {
    #[inline]
    fn from(pointer: GuestPtr<'id, T>) -> Self {
        Self::Pointer(pointer.cast())
    }
}

impl<'id, S> From<GuestFn<'id, S>> for VarArg<'id> {
    #[inline]
    fn from(function: GuestFn<'id, S>) -> Self {
        Self::Pointer(GuestPtr::new(function.index()))
    }
}

impl fmt::Debug for VarArg<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Int(_) => "VarArg::Int(…)",
            Self::Long(_) => "VarArg::Long(…)",
            Self::Size(_) => "VarArg::Size(…)",
            Self::Double(_) => "VarArg::Double(…)",
            Self::Pointer(_) => "VarArg::Pointer(…)",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_argument_is_aligned_to_its_size() {
        let mut list = Vec::new();
        let arguments: [VarArg<'_>; 6] = [1.into(), 2_u64.into(), 3.into(), 4.into(), 5.into(), 1.0.into()];
        for argument in arguments {
            argument.append(&mut list).unwrap();
        }
        let words: Vec<_> = list.chunks(4).map(|word| u32::from_le_bytes(word.try_into().unwrap())).collect();
        assert_eq!(words, [1, 0, 2, 0, 3, 4, 5, 0, 0, 0x3ff0_0000]);
    }

    #[test]
    fn a_size_that_the_guest_cannot_hold_is_refused() {
        let fault = VarArg::from(1_usize << 32).append(&mut Vec::new()).unwrap_err();
        assert_eq!(fault.kind(), crate::FaultKind::Caller);
    }
}
