//! Plain values of a guest as fields of the host's own types.

use crate::guest::GuestEnum;

/// A plain value of a guest that can become a `T`, if it fits.
#[diagnostic::on_unimplemented(
    message = "a field of type `{T}` cannot hold a `{Self}` of the guest",
    label = "the rule gives a `{Self}`",
    note = "integers fit into integer fields, everything else into its own type; `#[verify(with = function)]` converts"
)]
pub trait Fits<T> {
    /// The same value.
    fn fit(self) -> Option<T>;
}

macro_rules! integers {
    ($($from:ty),*) => { $(integers!($from => u8, i8, u16, i16, u32, i32, u64, i64, usize, isize);)* };
    ($from:ty => $($to:ty),*) => {$(
        #[diagnostic::do_not_recommend]
        impl Fits<$to> for $from {
            #[inline]
            fn fit(self) -> Option<$to> {
                self.try_into().ok()
            }
        }
    )*};
}

integers!(u8, i8, u16, i16, u32, i32, u64, i64, usize, isize);

macro_rules! themselves {
    ($($ty:ty),*) => {$(
        #[diagnostic::do_not_recommend]
        impl Fits<$ty> for $ty {
            #[inline]
            fn fit(self) -> Option<$ty> {
                Some(self)
            }
        }
    )*};
}

themselves!(f32, f64, bool);

#[diagnostic::do_not_recommend]
impl Fits<f64> for f32 {
    #[inline]
    fn fit(self) -> Option<f64> {
        Some(self.into())
    }
}

#[diagnostic::do_not_recommend]
impl<E: GuestEnum> Fits<E> for E {
    #[inline]
    fn fit(self) -> Option<E> {
        Some(self)
    }
}

#[diagnostic::do_not_recommend]
impl<T, const N: usize> Fits<[T; N]> for [T; N] {
    #[inline]
    fn fit(self) -> Option<Self> {
        Some(self)
    }
}
