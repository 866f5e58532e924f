//! Whole numbers of contracts: every step is checked, and a result that does not exist stays none.

use std::ops::{Add, Div, Mul, Rem, Shl, Sub};

/// A whole number, or none: after a division by zero, or where 128 bits did not suffice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number(Option<i128>);

/// Whether a relation holds; none where one of its numbers is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Truth(Option<bool>);

/// Integers that contracts calculate with.
pub trait Integer: Copy {
    /// The same number.
    fn wide(self) -> i128;
}

macro_rules! integers {
    ($($ty:ty),*) => {$(
        impl Integer for $ty {
            #[inline]
            fn wide(self) -> i128 {
                self as i128
            }
        }
    )*};
}

integers!(u8, i8, u16, i16, u32, i32, u64, i64, usize, isize, i128);

impl Number {
    /// Less than any number that a range can end at.
    pub const LOWEST: Self = Self(Some(i128::MIN));
    /// More than any number that a range can end at.
    pub const HIGHEST: Self = Self(Some(i128::MAX));

    /// The number of an integer.
    #[inline]
    pub fn of(integer: impl Integer) -> Self {
        Self(Some(integer.wide()))
    }

    /// The number, if there is one.
    #[inline]
    pub fn get(self) -> Option<i128> {
        self.0
    }

    /// The number as an integer of a certain type, if it fits.
    #[inline]
    pub(super) fn fit<T: TryFrom<i128>>(self) -> Option<T> {
        T::try_from(self.0?).ok()
    }

    /// The smaller of two.
    #[inline]
    pub fn min(self, other: Self) -> Self {
        self.with(other, |left, right| Some(left.min(right)))
    }

    /// The greater of two.
    #[inline]
    pub fn max(self, other: Self) -> Self {
        self.with(other, |left, right| Some(left.max(right)))
    }

    #[inline]
    fn with(self, other: Self, operation: impl FnOnce(i128, i128) -> Option<i128>) -> Self {
        Self(self.0.zip(other.0).and_then(|(left, right)| operation(left, right)))
    }

    #[inline]
    fn compared(self, other: Self, comparison: impl FnOnce(&i128, &i128) -> bool) -> Truth {
        Truth(self.0.zip(other.0).map(|(left, right)| comparison(&left, &right)))
    }
}

macro_rules! operators {
    ($($operator:ident $method:ident $checked:ident),*) => {$(
        impl $operator for Number {
            type Output = Self;

            #[inline]
            fn $method(self, other: Self) -> Self {
                self.with(other, i128::$checked)
            }
        }
    )*};
}

operators!(Add add checked_add, Sub sub checked_sub, Mul mul checked_mul, Div div checked_div, Rem rem checked_rem);

impl Shl for Number {
    type Output = Self;

    #[inline]
    fn shl(self, bits: Self) -> Self {
        self.with(bits, |number, bits| {
            let bits = u32::try_from(bits).ok().filter(|&bits| bits < 64)?;
            number.checked_mul(1 << bits)
        })
    }
}

macro_rules! comparisons {
    ($($method:ident $comparison:ident),*) => {
        #[allow(missing_docs, reason = "named as the comparisons are")]
        impl Number {$(
            #[inline]
            pub fn $method(self, other: Self) -> Truth {
                self.compared(other, i128::$comparison)
            }
        )*}
    };
}

comparisons!(less lt, at_most le, greater gt, at_least ge, equal eq, different ne);

impl Truth {
    /// Whether it holds for certain.
    #[inline]
    pub fn holds(self) -> bool {
        self.0 == Some(true)
    }

    /// Both.
    #[inline]
    pub fn and(self, other: Self) -> Self {
        Self(self.0.zip(other.0).map(|(left, right)| left && right))
    }

    /// At least one. None of either is none of both: a relation that cannot be calculated does not hold.
    #[inline]
    pub fn or(self, other: Self) -> Self {
        Self(self.0.zip(other.0).map(|(left, right)| left || right))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_does_not_exist_stays_none() {
        let one = Number::of(1);
        for none in [
            one / Number::of(0),
            one % Number::of(0),
            Number::HIGHEST + one,
            Number::LOWEST - one,
            Number::HIGHEST * Number::of(2),
            one << Number::of(64),
            one << Number::of(-1),
        ] {
            assert_eq!(none.get(), None);
            assert_eq!((none * Number::of(0)).get(), None);
            assert_eq!(none.min(one).get(), None);
            for truth in [none.less(one), none.equal(none), none.different(one), none.at_least(one)] {
                assert!(!truth.holds() && !truth.or(one.equal(one)).holds());
            }
        }
    }

    proptest! {
        #[test]
        fn small_numbers_are_calculated_as_usual(a in any::<i32>(), b in 1..i32::MAX) {
            let (left, right) = (Number::of(a), Number::of(b));
            let (a, b) = (i128::from(a), i128::from(b));
            prop_assert_eq!((left + right).get(), Some(a + b));
            prop_assert_eq!((left - right).get(), Some(a - b));
            prop_assert_eq!((left * right).get(), Some(a * b));
            prop_assert_eq!((left / right).get(), Some(a / b));
            prop_assert_eq!((left % right).get(), Some(a % b));
            prop_assert_eq!((left << Number::of(5)).get(), Some(a << 5));
            prop_assert_eq!(left.less(right).holds(), a < b);
            prop_assert_eq!(left.at_most(right).and(left.different(right)).holds(), a < b);
            prop_assert_eq!(left.greater(right).or(left.equal(right)).holds(), a >= b);
        }
    }
}
