//! Whole numbers of relations: every step is checked, and what does not exist stays none.

/// A whole number, or none: after a division by zero, or where 128 bits did not suffice.
#[derive(Clone, Copy, Debug)]
pub struct Number(Option<i128>);

/// Whether a relation holds; none where one of its numbers is none.
#[derive(Clone, Copy, Debug)]
pub struct Truth(Option<bool>);

/// Integers that relations calculate with.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no whole number and cannot be calculated with in a relation",
    note = "name a function instead: `relation = is_consistent`, with `fn is_consistent(value: &Self) -> bool`"
)]
pub trait Integer: Copy {
    /// The same number.
    fn wide(self) -> Option<i128>;
}

macro_rules! integers {
    ($($ty:ty),*) => {$(
        #[diagnostic::do_not_recommend]
        impl Integer for $ty {
            #[inline]
            fn wide(self) -> Option<i128> {
                self.try_into().ok()
            }
        }
    )*};
}

integers!(u8, i8, u16, i16, u32, i32, u64, i64, usize, isize, u128, i128);

macro_rules! steps {
    ($($method:ident $checked:ident),*) => {$(
        #[inline]
        #[must_use]
        pub fn $method(self, other: Self) -> Self {
            self.with(other, i128::$checked)
        }
    )*};
}

macro_rules! comparisons {
    ($($method:ident $comparison:ident),*) => {$(
        #[inline]
        #[must_use]
        pub fn $method(self, other: Self) -> Truth {
            Truth(self.0.zip(other.0).map(|(left, right)| left.$comparison(&right)))
        }
    )*};
}

#[allow(missing_docs, reason = "named as arithmetic and comparisons are")]
impl Number {
    #[inline]
    pub fn of(integer: impl Integer) -> Self {
        Self(integer.wide())
    }

    steps!(
        plus checked_add, minus checked_sub, times checked_mul, divided_by checked_div, modulo checked_rem
    );
    comparisons!(less lt, at_most le, greater gt, at_least ge, equal eq, different ne);

    #[inline]
    #[must_use]
    pub fn shifted_by(self, bits: Self) -> Self {
        self.with(bits, |number, bits| {
            let factor = u32::try_from(bits).ok().and_then(|bits| 1_i128.checked_shl(bits))?;
            number.checked_mul(factor).filter(|_| factor > 0)
        })
    }

    #[inline]
    fn with(self, other: Self, operation: impl FnOnce(i128, i128) -> Option<i128>) -> Self {
        Self(self.0.zip(other.0).and_then(|(left, right)| operation(left, right)))
    }
}

#[allow(missing_docs, reason = "named as the operators are")]
impl Truth {
    #[inline]
    pub fn of(flag: bool) -> Self {
        Self(Some(flag))
    }

    /// Whether it holds for certain.
    #[inline]
    pub fn holds(self) -> bool {
        self.0 == Some(true)
    }

    /// As `&&` does, it does not ask the right side once the left side does not hold.
    #[inline]
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        if self.0 == Some(true) { other } else { self }
    }

    /// As `||` does, it does not ask the right side once the left side holds.
    #[inline]
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        if self.0 == Some(false) { other } else { self }
    }

    #[inline]
    #[must_use]
    #[allow(clippy::should_implement_trait, reason = "generated code names methods, not traits in scope")]
    pub fn not(self) -> Self {
        Self(self.0.map(|truth| !truth))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(value: i128) -> Number {
        Number::of(value)
    }

    #[test]
    fn what_does_not_exist_holds_in_no_relation() {
        let one = number(1);
        for none in [
            one.divided_by(number(0)),
            one.modulo(number(0)),
            number(i128::MAX).plus(one),
            number(i128::MIN).minus(one),
            number(i128::MIN).divided_by(number(-1)),
            number(1 << 64).times(number(1 << 63)),
            one.shifted_by(number(127)),
            one.shifted_by(number(128)),
            one.shifted_by(number(-1)),
            Number::of(u128::MAX),
        ] {
            for truth in [none.less(one), none.equal(none), none.different(one), none.less(one).not()] {
                assert!(!truth.holds(), "{none:?}");
                assert!(!truth.and(Truth::of(true)).holds() && !truth.or(Truth::of(true)).holds());
            }
        }
    }

    #[test]
    fn the_right_side_does_not_matter_once_the_left_decides() {
        let none = number(1).divided_by(number(0)).equal(number(1));
        assert!(Truth::of(true).or(none).holds());
        assert!(Truth::of(false).and(none).not().holds());
        assert!(!Truth::of(true).and(none).holds() && !Truth::of(false).or(none).holds());
    }

    #[test]
    fn arithmetic_is_the_usual_one() {
        let (seven, two) = (number(7), number(2));
        for (found, expected) in [
            (seven.plus(two), 9),
            (two.minus(seven), -5),
            (seven.times(two), 14),
            (seven.divided_by(two), 3),
            (seven.modulo(two), 1),
            (seven.shifted_by(two), 28),
            (number(-7).shifted_by(two), -28),
        ] {
            assert_eq!(found.0, Some(expected));
            assert!(found.equal(number(expected)).holds() && !found.different(number(expected)).holds());
            assert!(found.less(number(expected + 1)).and(found.at_most(number(expected))).holds());
            assert!(found.greater(number(expected - 1)).and(found.at_least(number(expected))).holds());
        }
    }
}
