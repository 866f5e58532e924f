//! Values that guests written in Rust hand over as a whole.

use std::ffi::CString;

use super::derived::FromGuest;
use super::{Taintable, Tainted};
use crate::fault::Fault;
use crate::guest::Scalar;

/// A type of which every value that could be decoded is one, so that its rules are all there is to check.
pub trait Portable: Taintable {
    /// Puts a part of a value that was taken apart back under taint.
    fn taint(self) -> Tainted<Self>;
}

/// What generated implementations of [`Portable`] say.
#[inline]
pub fn taint<T: Taintable<Image = T>>(value: T) -> Tainted<T> {
    Tainted::new(value)
}

#[diagnostic::do_not_recommend]
impl<T: Scalar> Portable for T {
    #[inline]
    fn taint(self) -> Tainted<Self> {
        Tainted::new(self)
    }
}

impl Portable for bool {
    #[inline]
    fn taint(self) -> Tainted<Self> {
        Tainted::new(self.into())
    }
}

macro_rules! themselves {
    ($($type:ty $(: $($part:ident)*)?;)*) => {$(
        #[diagnostic::do_not_recommend]
        impl$(<$($part: Portable),*>)? Portable for $type {
            #[inline]
            fn taint(self) -> Tainted<Self> {
                Tainted::new(self)
            }
        }
    )*};
}

themselves! {
    char;
    String;
    CString;
    Option<A>: A;
    Vec<A>: A;
    (A, B): A B;
    (A, B, C): A B C;
    (A, B, C, D): A B C D;
}

macro_rules! own_images {
    ($($type:ty $(: $($part:ident)*)?;)*) => {$(
        #[diagnostic::do_not_recommend]
        impl$(<$($part: Portable),*>)? Taintable for $type {
            type Image = Self;

            #[inline]
            fn from_image(image: Self) -> Option<Self> {
                Some(image)
            }
        }
    )*};
}

own_images! {
    char;
    String;
    Option<A>: A;
    (A, B): A B;
    (A, B, C): A B C;
    (A, B, C, D): A B C D;
}

/// How many there are is the guest's word; each is verified by its own rules.
#[diagnostic::do_not_recommend]
impl<T: Portable + FromGuest<Tainted<T>>> FromGuest<Tainted<Self>> for Vec<T> {
    fn verified(value: Tainted<Self>) -> Result<Self, Fault> {
        value.into_image().into_iter().map(|element| T::verified(element.taint())).collect()
    }
}

#[diagnostic::do_not_recommend]
impl<T: Portable + FromGuest<Tainted<T>>> FromGuest<Tainted<Self>> for Option<T> {
    fn verified(value: Tainted<Self>) -> Result<Self, Fault> {
        value.into_image().map(|inner| T::verified(inner.taint())).transpose()
    }
}
