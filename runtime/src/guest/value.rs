//! Types with an image in guest memory.

use zerocopy::{FromBytes, FromZeros, Immutable, IntoBytes};

use super::{FnPtr, GuestFn, GuestPtr, Ptr};
use crate::tainted::{Taintable, Tainted};

/// Keeps the traits below from being implemented elsewhere: an implementation sees the guest's bytes, and bytes
/// that were seen have left taint without a record.
mod sealed {
    pub trait Sealed {}
}
use sealed::Sealed;

/// A type with a size and an alignment in guest memory: scalars, arrays, enums, pointers, and the structs of
/// an interface.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no known size in guest memory",
    note = "opaque handles and `void` can be passed on, not allocated or read; cast the pointer with `.cast::<T>()`"
)]
pub trait GuestType: 'static {
    /// Bytes in guest memory.
    const SIZE: u32;
    /// Alignment in guest memory, a power of two.
    const ALIGN: u32;
}

/// A struct or union of an interface. Implemented by `#[library]`, never by hand.
#[diagnostic::on_unimplemented(message = "`{Self}` is no struct of a fenced library")]
pub trait GuestStruct: GuestType {}

/// A type whose image can be read as one value.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be read or written as one value",
    note = "reach the fields of a struct through its pointer: `scope.read(pointer.field())`"
)]
pub trait GuestValue: GuestType + Taintable + Sealed {
    /// The image in the first `SIZE` bytes of `bytes`; what is missing counts as zero.
    #[doc(hidden)]
    fn load(bytes: &[u8]) -> Self::Image;
    /// Writes the value into the first `SIZE` bytes; does nothing when there are fewer.
    #[doc(hidden)]
    fn store(self, bytes: &mut [u8]);
    /// Whether the guest's type can hold the value.
    #[doc(hidden)]
    #[inline]
    fn in_guest_range(&self) -> bool {
        true
    }
}

/// Integers and floats of fixed width: every bit pattern is a value, so slices of them can be viewed in
/// place.
#[diagnostic::on_unimplemented(
    message = "slices of `{Self}` cannot be viewed or copied",
    note = "they hold integers or floats of fixed width: `u8` … `u64`, `i8` … `i64`, `f32`, `f64`"
)]
pub trait Scalar: GuestValue + Taintable<Image = Self> + Copy + FromBytes + IntoBytes + Immutable {}

/// What C calls `char`: the element of a C string.
pub trait Char: Scalar {}

impl Char for i8 {}
impl Char for u8 {}

macro_rules! scalars {
    ($($ty:ty),*) => {$(
        #[diagnostic::do_not_recommend]
        impl GuestType for $ty {
            const SIZE: u32 = size_of::<$ty>() as u32;
            const ALIGN: u32 = Self::SIZE;
        }

        #[diagnostic::do_not_recommend]
        impl Taintable for $ty {
            type Image = Self;

            #[inline]
            fn from_image(image: Self) -> Option<Self> {
                Some(image)
            }
        }

        impl GuestValue for $ty {
            #[inline]
            fn load(bytes: &[u8]) -> Self {
                bytes.first_chunk().map_or_else(Self::default, |chunk| Self::from_le_bytes(*chunk))
            }

            #[inline]
            fn store(self, bytes: &mut [u8]) {
                if let Some(chunk) = bytes.first_chunk_mut() {
                    *chunk = self.to_le_bytes();
                }
            }
        }

        impl Scalar for $ty {}

        impl Sealed for $ty {}
    )*};
}

scalars!(u8, i8, u16, i16, u32, i32, u64, i64, f32, f64);

/// `size_t` and its kin: 4 bytes in the guest. Reading widens; storing checks the range at the call, see
/// [`Store`].
macro_rules! sizes {
    ($($ty:ty as $guest:ty),*) => {$(
        impl Sealed for $ty {}

        #[diagnostic::do_not_recommend]
        impl GuestType for $ty {
            const SIZE: u32 = 4;
            const ALIGN: u32 = 4;
        }

        #[diagnostic::do_not_recommend]
        impl Taintable for $ty {
            type Image = $guest;

            #[inline]
            fn from_image(image: $guest) -> Option<Self> {
                Self::try_from(image).ok()
            }
        }

        impl GuestValue for $ty {
            #[inline]
            fn load(bytes: &[u8]) -> $guest {
                <$guest>::load(bytes)
            }

            /// Saturates; `in_guest_range` has refused such values before.
            #[inline]
            fn store(self, bytes: &mut [u8]) {
                <$guest>::try_from(self).unwrap_or(<$guest>::MAX).store(bytes);
            }

            #[inline]
            fn in_guest_range(&self) -> bool {
                <$guest>::try_from(*self).is_ok()
            }
        }
    )*};
}

sizes!(usize as u32, isize as i32);

impl Sealed for bool {}

#[diagnostic::do_not_recommend]
impl GuestType for bool {
    const SIZE: u32 = 1;
    const ALIGN: u32 = 1;
}

#[diagnostic::do_not_recommend]
impl Taintable for bool {
    type Image = u32;

    #[inline]
    fn from_image(image: u32) -> Option<Self> {
        match image {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }
}

impl GuestValue for bool {
    #[inline]
    fn load(bytes: &[u8]) -> u32 {
        u8::load(bytes).into()
    }

    #[inline]
    fn store(self, bytes: &mut [u8]) {
        u8::from(self).store(bytes);
    }
}

/// A C enum of an interface: a Rust enum whose discriminants are the C constants.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no value that could be read or written",
    note = "opaque handles are only passed on; reach the fields of a struct through its pointer: `scope.read(pointer.field())`"
)]
pub trait GuestEnum: Sized + Copy + 'static {
    /// The integer type that C stores.
    type Repr: Scalar + Argument32;
    /// The variant with this discriminant, if there is one.
    fn from_repr(repr: Self::Repr) -> Option<Self>;
    /// The discriminant.
    fn to_repr(self) -> Self::Repr;
}

/// Integers that travel in a 32-bit wasm value.
#[doc(hidden)]
pub trait Argument32 {
    fn from_wire(wire: i32) -> Self;
    fn to_wire(self) -> i32;
}

macro_rules! argument32 {
    ($($ty:ty),*) => {$(
        impl Argument32 for $ty {
            /// Keeps the low bits, as C does: a hostile callee may leave anything in the high ones.
            #[inline]
            fn from_wire(wire: i32) -> Self {
                wire as Self
            }

            #[inline]
            fn to_wire(self) -> i32 {
                self as i32
            }
        }
    )*};
}

argument32!(u8, i8, u16, i16, u32, i32);

#[diagnostic::do_not_recommend]
impl<E: GuestEnum> Sealed for E {}

#[diagnostic::do_not_recommend]
impl<E: GuestEnum> GuestType for E {
    const SIZE: u32 = <E::Repr as GuestType>::SIZE;
    const ALIGN: u32 = <E::Repr as GuestType>::ALIGN;
}

#[diagnostic::do_not_recommend]
impl<E: GuestEnum> Taintable for E {
    type Image = E::Repr;

    #[inline]
    fn from_image(image: E::Repr) -> Option<Self> {
        E::from_repr(image)
    }
}

#[diagnostic::do_not_recommend]
impl<E: GuestEnum> GuestValue for E {
    #[inline]
    fn load(bytes: &[u8]) -> E::Repr {
        E::Repr::load(bytes)
    }

    #[inline]
    fn store(self, bytes: &mut [u8]) {
        self.to_repr().store(bytes);
    }
}

#[diagnostic::do_not_recommend]
impl<T: GuestType, const N: usize> GuestType for [T; N] {
    const SIZE: u32 = {
        // Evaluated while compiling: an array that fits no guest is a compile error, not a wrapped size.
        let bytes = T::SIZE as u64 * N as u64;
        assert!(bytes <= u32::MAX as u64, "array larger than a guest's address space");
        bytes as u32
    };
    const ALIGN: u32 = T::ALIGN;
}

impl<T: Scalar, const N: usize> Sealed for [T; N] {}

#[diagnostic::do_not_recommend]
impl<T: Scalar, const N: usize> Taintable for [T; N] {
    type Image = Self;

    #[inline]
    fn from_image(image: Self) -> Option<Self> {
        Some(image)
    }
}

impl<T: Scalar, const N: usize> GuestValue for [T; N] {
    #[inline]
    fn load(bytes: &[u8]) -> Self {
        Self::read_from_prefix(bytes).map_or_else(|_| Self::new_zeroed(), |(array, _)| array)
    }

    #[inline]
    fn store(self, bytes: &mut [u8]) {
        // Fails only when `bytes` is too short, which the caller's bounds check has excluded.
        let _ = self.write_to_prefix(bytes);
    }
}

/// Bytes of a guest, into which only this crate can look: implementations elsewhere, which are those of
/// `#[library]`, hand them on.
#[doc(hidden)]
#[derive(Clone, Copy)]
pub struct GuestBytes<'a>(pub(crate) &'a [u8]);

/// The same, to write.
#[doc(hidden)]
pub struct GuestBytesMut<'a>(pub(crate) &'a mut [u8]);

/// What `Scope::read` gives for a type: a tainted value, a pointer of the same scope, or the copy of a struct.
#[diagnostic::on_unimplemented(message = "`{Self}` cannot be read as one value")]
pub trait Load<'id>: GuestType {
    /// The result of reading.
    type Out;
    /// The object in the first `SIZE` bytes; what is missing counts as zero.
    #[doc(hidden)]
    fn load_out(bytes: GuestBytes<'_>) -> Self::Out;
}

#[diagnostic::do_not_recommend]
impl<'id, T: GuestValue> Load<'id> for T {
    type Out = Tainted<T>;

    #[inline]
    fn load_out(bytes: GuestBytes<'_>) -> Tainted<T> {
        Tainted::new(T::load(bytes.0))
    }
}

#[diagnostic::do_not_recommend]
impl<T: ?Sized + 'static> GuestType for Ptr<T> {
    const SIZE: u32 = 4;
    const ALIGN: u32 = 4;
}

impl<'id, T: ?Sized + 'static> Load<'id> for Ptr<T> {
    type Out = GuestPtr<'id, T>;

    #[inline]
    fn load_out(bytes: GuestBytes<'_>) -> GuestPtr<'id, T> {
        GuestPtr::new(u32::load(bytes.0))
    }
}

#[diagnostic::do_not_recommend]
impl<S: 'static> GuestType for FnPtr<S> {
    const SIZE: u32 = 4;
    const ALIGN: u32 = 4;
}

impl<'id, S: 'static> Load<'id> for FnPtr<S> {
    type Out = GuestFn<'id, S>;

    #[inline]
    fn load_out(bytes: GuestBytes<'_>) -> GuestFn<'id, S> {
        GuestFn::new(u32::load(bytes.0))
    }
}

impl<'id, S: 'static> Store<'id> for FnPtr<S> {
    type In = GuestFn<'id, S>;

    #[inline]
    fn fits(_: &GuestFn<'id, S>) -> bool {
        true
    }

    #[inline]
    fn store_in(value: GuestFn<'id, S>, bytes: GuestBytesMut<'_>) {
        value.index().store(bytes.0);
    }
}

/// What `Scope::write` takes for a type.
#[diagnostic::on_unimplemented(message = "`{Self}` cannot be written as one value")]
pub trait Store<'id>: GuestType {
    /// The value to write.
    type In;
    /// Whether the guest's type can hold the value.
    #[doc(hidden)]
    fn fits(value: &Self::In) -> bool;
    #[doc(hidden)]
    fn store_in(value: Self::In, bytes: GuestBytesMut<'_>);
}

#[diagnostic::do_not_recommend]
impl<'id, T: GuestValue> Store<'id> for T {
    type In = T;

    #[inline]
    fn fits(value: &T) -> bool {
        value.in_guest_range()
    }

    #[inline]
    fn store_in(value: T, bytes: GuestBytesMut<'_>) {
        value.store(bytes.0);
    }
}

impl<'id, T: ?Sized + 'static> Store<'id> for Ptr<T> {
    type In = GuestPtr<'id, T>;

    #[inline]
    fn fits(_: &GuestPtr<'id, T>) -> bool {
        true
    }

    #[inline]
    fn store_in(value: GuestPtr<'id, T>, bytes: GuestBytesMut<'_>) {
        value.address().store(bytes.0);
    }
}
