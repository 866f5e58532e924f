//! Arithmetic and comparison that stay tainted.

use std::ops::{Add, BitAnd, BitOr, BitXor, Mul, Sub};

use super::Tainted;

/// Wrapping, as unsigned arithmetic is in C: a tainted sum must not be able to panic the host.
macro_rules! arithmetic {
    ($($ty:ty),*) => { $(
        arithmetic!($ty: Add add wrapping_add, Sub sub wrapping_sub, Mul mul wrapping_mul);
        arithmetic!($ty: BitAnd bitand bitand, BitOr bitor bitor, BitXor bitxor bitxor);
    )* };
    ($ty:ty: $($operator:ident $method:ident $wrapping:ident),*) => { $(
        impl $operator for Tainted<$ty> {
            type Output = Self;

            #[inline]
            fn $method(self, other: Self) -> Self {
                Self::new(self.image.$wrapping(other.image))
            }
        }

        impl $operator<$ty> for Tainted<$ty> {
            type Output = Self;

            #[inline]
            fn $method(self, other: $ty) -> Self {
                Self::new(self.image.$wrapping(other))
            }
        }
    )* };
}

arithmetic!(u8, i8, u16, i16, u32, i32, u64, i64);

macro_rules! comparison {
    ($($ty:ty),*) => {$(
        impl Tainted<$ty> {
            /// Whether it equals `other`; stays tainted.
            #[inline]
            pub fn equals(self, other: $ty) -> Tainted<bool> {
                Tainted::new((self.image == other).into())
            }

            /// Whether it is less than `other`; stays tainted.
            #[inline]
            pub fn less_than(self, other: $ty) -> Tainted<bool> {
                Tainted::new((self.image < other).into())
            }
        }
    )*};
}

comparison!(u8, i8, u16, i16, u32, i32, u64, i64, f32, f64);
