//! What crosses the fence, seen as bits.

/// A value that a call can carry.
#[doc(hidden)]
pub trait Wire: Copy {
    /// Whether it travels in the registers for numbers that are not whole.
    const IS_FLOAT: bool;
    /// Its bits, the upper ones zero where it has fewer than 64.
    fn bits(self) -> u64;
    /// The value of these bits.
    fn of(bits: u64) -> Self;
}

macro_rules! wire {
    ($($ty:ty: $is_float:expr, $bits:expr, $of:expr;)*) => {$(
        impl Wire for $ty {
            const IS_FLOAT: bool = $is_float;

            #[inline]
            fn bits(self) -> u64 {
                $bits(self)
            }

            #[inline]
            fn of(bits: u64) -> Self {
                $of(bits)
            }
        }
    )*};
}

wire! {
    i32: false, |v: i32| v.cast_unsigned().into(), |b: u64| (b as u32).cast_signed();
    i64: false, |v: i64| v.cast_unsigned(), |b: u64| b.cast_signed();
    f32: true, |v: f32| v.to_bits().into(), |b: u64| f32::from_bits(b as u32);
    f64: true, |v: f64| v.to_bits(), |b: u64| f64::from_bits(b);
}

/// The arguments or the result of a call.
#[doc(hidden)]
pub trait Wires {
    /// The bits of each value.
    fn bits(&self) -> Vec<u64>;
    /// Replaces a value, if there is one at that position.
    fn replace(&mut self, position: usize, bits: u64);
}

impl Wires for () {
    fn bits(&self) -> Vec<u64> {
        Vec::new()
    }

    fn replace(&mut self, _: usize, _: u64) {}
}

impl<W: Wire> Wires for W {
    fn bits(&self) -> Vec<u64> {
        vec![Wire::bits(*self)]
    }

    fn replace(&mut self, position: usize, bits: u64) {
        if position == 0 {
            *self = W::of(bits);
        }
    }
}

/// Calls a macro for each number of values that a call can carry: sixteen parameters of C, and the place for a
/// struct that the function returns.
macro_rules! tuples_of_values {
    ($make:ident) => {
        $make!(A);
        $make!(A B);
        $make!(A B C);
        $make!(A B C D);
        $make!(A B C D E);
        $make!(A B C D E F);
        $make!(A B C D E F G);
        $make!(A B C D E F G H);
        $make!(A B C D E F G H I);
        $make!(A B C D E F G H I J);
        $make!(A B C D E F G H I J K);
        $make!(A B C D E F G H I J K L);
        $make!(A B C D E F G H I J K L M);
        $make!(A B C D E F G H I J K L M N);
        $make!(A B C D E F G H I J K L M N O);
        $make!(A B C D E F G H I J K L M N O P);
        $make!(A B C D E F G H I J K L M N O P Q);
    };
}

pub(crate) use tuples_of_values;

macro_rules! tuples {
    ($($name:ident)*) => {
        impl<$($name: Wire),*> Wires for ($($name,)*) {
            #[allow(non_snake_case, reason = "values are named as their types")]
            fn bits(&self) -> Vec<u64> {
                let ($($name,)*) = *self;
                vec![$(Wire::bits($name)),*]
            }

            #[allow(non_snake_case, reason = "values are named as their types")]
            fn replace(&mut self, position: usize, bits: u64) {
                let ($($name,)*) = self;
                let mut at = 0..;
                $(if at.next() == Some(position) {
                    *$name = Wire::of(bits);
                })*
            }
        }
    };
}

tuples_of_values!(tuples);
