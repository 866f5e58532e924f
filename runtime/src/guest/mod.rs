//! C types as a wasm32 guest stores and passes them.
//!
//! wasm32 is ILP32 and little-endian: `int`, `long`, `size_t` and pointers are 4 bytes, `long long` and
//! `double` are 8 and aligned to 8. Values in memory are decoded byte by byte from the guest's layout, so the
//! host's own layout, alignment and width never matter.

mod argument;
mod bits;
mod function;
mod pointer;
mod value;
mod vararg;
pub(crate) mod words;

pub(crate) use argument::Returned;
pub use argument::{lift_long, lift_ulong, lower, lower_long, lower_ulong};
pub(crate) use bits::Part;
pub use bits::{BitField, GuestBits, bits};
pub use function::{FnPtr, GuestFn};
pub(crate) use pointer::Brand;
pub use pointer::{GuestPtr, GuestSlice, NeverBuilt, Ptr, field};
pub use value::{
    Char, GuestBytes, GuestBytesMut, GuestEnum, GuestStruct, GuestType, GuestValue, Load, Scalar, Store,
};
pub use vararg::VarArg;
