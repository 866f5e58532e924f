//! Bit-fields: values of so many bits inside an integer.

use std::fmt;

use super::{GuestEnum, GuestPtr, GuestValue};
use crate::memory::bounds;

/// A type that C has bit-fields of: integers, `bool` and enums.
#[diagnostic::on_unimplemented(message = "C has no bit-fields of type `{Self}`")]
pub trait BitField: GuestValue {
    /// What the guest may have written: the lowest `width` bits of `bits`.
    #[doc(hidden)]
    fn from_bits(bits: u64, width: u32) -> Self::Image;
    /// The bits of the value, if it has no more than `width`.
    #[doc(hidden)]
    fn to_bits(self, width: u32) -> Option<u64>;
}

/// A bit-field behind a pointer. It has no address of its own; [`Scope::read_bits`](crate::Scope::read_bits)
/// and [`Scope::write_bits`](crate::Scope::write_bits) reach it.
pub struct GuestBits<'id, T> {
    pub(crate) unit: GuestPtr<'id, T>,
    pub(crate) part: Part,
}

/// Which bits of an integer.
#[derive(Clone, Copy)]
pub(crate) struct Part {
    pub(crate) shift: u32,
    pub(crate) width: u32,
}

impl Part {
    /// Widths above 64 and shifts above 63 are not those of any layout; they count as the largest there are.
    pub(crate) fn new(shift: u32, width: u32) -> Self {
        Self { shift: shift.min(63), width: width.clamp(1, 64) }
    }

    fn mask(self) -> u64 {
        mask(self.width) << self.shift
    }

    /// The bits in the integer that `bytes` begin with.
    #[inline]
    pub(crate) fn read(self, bytes: &[u8]) -> u64 {
        (integer(bytes) & self.mask()) >> self.shift
    }

    /// Sets these bits of the integer in `bytes` and leaves the others.
    #[inline]
    pub(crate) fn write(self, bits: u64, bytes: &mut [u8]) {
        let changed = integer(bytes) & !self.mask() | (bits << self.shift) & self.mask();
        bytes.iter_mut().zip(changed.to_le_bytes()).for_each(|(to, from)| *to = from);
    }
}

/// Up to eight bytes as an integer.
fn integer(bytes: &[u8]) -> u64 {
    bytes.iter().take(8).rev().fold(0, |integer, byte| integer << 8 | u64::from(*byte))
}

/// How many bits of 64 lie above the lowest `width`: less than 64.
fn above(width: u32) -> u32 {
    64_u32.saturating_sub(width.clamp(1, 64))
}

fn mask(width: u32) -> u64 {
    u64::MAX >> above(width)
}

/// Projects to a bit-field.
#[doc(hidden)]
#[inline]
pub fn bits<'id, S, T: BitField>(
    base: GuestPtr<'id, S>,
    offset: u32,
    shift: u32,
    width: u32,
) -> GuestBits<'id, T> {
    let unit = GuestPtr::new(bounds::offset(base.address(), offset));
    GuestBits { unit, part: Part::new(shift, width) }
}

impl<T> Clone for GuestBits<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for GuestBits<'_, T> {}

impl<T> fmt::Debug for GuestBits<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "GuestBits<{}>({} bits)", std::any::type_name::<T>(), self.part.width)
    }
}

macro_rules! unsigned {
    ($($ty:ty as $image:ty),*) => {$(
        impl BitField for $ty {
            #[inline]
            fn from_bits(bits: u64, width: u32) -> $image {
                (bits & mask(width)) as $image
            }

            #[inline]
            fn to_bits(self, width: u32) -> Option<u64> {
                u64::try_from(self).ok().filter(|bits| *bits <= mask(width))
            }
        }
    )*};
}

macro_rules! signed {
    ($($ty:ty as $image:ty),*) => {$(
        impl BitField for $ty {
            /// The highest bit is the sign.
            #[inline]
            fn from_bits(bits: u64, width: u32) -> $image {
                let above = above(width);
                ((bits << above).cast_signed() >> above) as $image
            }

            #[inline]
            fn to_bits(self, width: u32) -> Option<u64> {
                let value = i64::try_from(self).ok()?;
                let above = above(width);
                (value << above >> above == value).then_some(value.cast_unsigned() & mask(width))
            }
        }
    )*};
}

unsigned!(u8 as u8, u16 as u16, u32 as u32, u64 as u64, usize as u32);
signed!(i8 as i8, i16 as i16, i32 as i32, i64 as i64, isize as i32);

impl BitField for bool {
    #[inline]
    fn from_bits(bits: u64, width: u32) -> u32 {
        u32::from_bits(bits, width)
    }

    #[inline]
    fn to_bits(self, _: u32) -> Option<u64> {
        Some(self.into())
    }
}

impl<E: GuestEnum> BitField for E
where
    E::Repr: BitField,
{
    #[inline]
    fn from_bits(bits: u64, width: u32) -> E::Repr {
        E::Repr::from_bits(bits, width)
    }

    #[inline]
    fn to_bits(self, width: u32) -> Option<u64> {
        self.to_repr().to_bits(width)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_was_written_is_read_and_nothing_else_changes(
            before: u64, value: u64, shift in 0u32..64, width in 1u32..=64,
        ) {
            prop_assume!(shift + width <= 64);
            let part = Part::new(shift, width);
            let mut bytes = before.to_le_bytes();
            part.write(value, &mut bytes);
            prop_assert_eq!(part.read(&bytes), value & mask(width));
            let others = u64::from_le_bytes(bytes) ^ before;
            prop_assert_eq!(others & !(mask(width) << shift), 0);
        }

        #[test]
        fn values_fit_or_are_refused(value: i32, width in 1u32..=32) {
            let (least, most) = (-(1_i64 << (width - 1)), (1_i64 << (width - 1)) - 1);
            match value.to_bits(width) {
                Some(bits) => prop_assert_eq!(i32::from_bits(bits, width), value),
                None => prop_assert!(!(least..=most).contains(&i64::from(value))),
            }
            let unsigned = value.cast_unsigned();
            match unsigned.to_bits(width) {
                Some(bits) => prop_assert_eq!(u32::from_bits(bits, width), unsigned),
                None => prop_assert!(u64::from(unsigned) > mask(width)),
            }
        }

        #[test]
        fn nonsense_does_not_panic(bytes in proptest::collection::vec(any::<u8>(), 0..12), shift: u32, width: u32) {
            let part = Part::new(shift, width);
            let mut copy = bytes.clone();
            part.write(part.read(&bytes), &mut copy);
            prop_assert_eq!(copy, bytes);
        }
    }
}
