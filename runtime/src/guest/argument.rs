//! Values at a call: host types to wasm values and back.

use super::value::{Argument32, GuestEnum};
use super::{GuestFn, GuestPtr};
use crate::fault::{Cause, Fault};
use crate::tainted::Tainted;

/// A host value that can be an argument of a fenced function.
#[doc(hidden)]
#[diagnostic::on_unimplemented(message = "`{Self}` cannot be passed to a fenced function")]
pub trait Argument {
    /// The wasm type that carries it.
    type Wire;
    /// Converts, or says why it does not fit.
    fn lower(self) -> Result<Self::Wire, Fault>;
}

/// What a fenced function returns to the host for a wasm result of type `W`.
#[doc(hidden)]
pub trait Returned<W> {
    /// Wraps the result.
    fn lift(wire: W) -> Self;
}

/// Lowers one argument.
#[doc(hidden)]
#[inline]
pub fn lower<A: Argument>(argument: A) -> Result<A::Wire, Fault> {
    argument.lower()
}

macro_rules! narrow {
    ($($ty:ty),*) => {$(
        impl Argument for $ty {
            type Wire = i32;

            #[inline]
            fn lower(self) -> Result<i32, Fault> {
                Ok(self.to_wire())
            }
        }

        impl Returned<i32> for Tainted<$ty> {
            #[inline]
            fn lift(wire: i32) -> Self {
                Tainted::new(Argument32::from_wire(wire))
            }
        }
    )*};
}

narrow!(u8, i8, u16, i16, u32, i32);

macro_rules! wide {
    ($($ty:ty as $wire:ty: $lower:expr, $lift:expr;)*) => {$(
        impl Argument for $ty {
            type Wire = $wire;

            #[inline]
            fn lower(self) -> Result<$wire, Fault> {
                Ok($lower(self))
            }
        }

        impl Returned<$wire> for Tainted<$ty> {
            #[inline]
            fn lift(wire: $wire) -> Self {
                Tainted::new($lift(wire))
            }
        }
    )*};
}

wide! {
    i64 as i64: |v| v, |w| w;
    u64 as i64: |v: u64| v.cast_signed(), |w: i64| w.cast_unsigned();
    f32 as f32: |v| v, |w| w;
    f64 as f64: |v| v, |w| w;
    bool as i32: i32::from, |w: i32| w.cast_unsigned();
}

macro_rules! sizes {
    ($($ty:ty as $guest:ty, $name:literal;)*) => {$(
        impl Argument for $ty {
            type Wire = i32;

            #[inline]
            fn lower(self) -> Result<i32, Fault> {
                match <$guest>::try_from(self) {
                    Ok(value) => Ok(value.to_wire()),
                    Err(_) => Err(too_wide($name)),
                }
            }
        }

        impl Returned<i32> for Tainted<$ty> {
            #[inline]
            fn lift(wire: i32) -> Self {
                Tainted::new(<$guest>::from_wire(wire))
            }
        }
    )*};
}

sizes! {
    usize as u32, "a `size_t` of the guest has 32 bits";
    isize as i32, "a `ptrdiff_t` of the guest has 32 bits";
}

#[cold]
fn too_wide(why: &'static str) -> Fault {
    Fault::new(Cause::Argument(why))
}

/// Lowers a `long`, which has 32 bits in the guest.
#[doc(hidden)]
#[inline]
pub fn lower_long(value: i64) -> Result<i32, Fault> {
    i32::try_from(value).map_err(|_| too_wide("a `long` of the guest has 32 bits"))
}

/// Lowers an `unsigned long`, which has 32 bits in the guest.
#[doc(hidden)]
#[inline]
pub fn lower_ulong(value: u64) -> Result<i32, Fault> {
    u32::try_from(value)
        .map(Argument32::to_wire)
        .map_err(|_| too_wide("an `unsigned long` of the guest has 32 bits"))
}

/// Lifts a `long`.
#[doc(hidden)]
#[inline]
pub fn lift_long(wire: i32) -> Tainted<i64> {
    Tainted::new(wire.into())
}

/// Lifts an `unsigned long`.
#[doc(hidden)]
#[inline]
pub fn lift_ulong(wire: i32) -> Tainted<u64> {
    Tainted::new(wire.cast_unsigned().into())
}

impl<T: ?Sized> Argument for GuestPtr<'_, T> {
    type Wire = i32;

    #[inline]
    fn lower(self) -> Result<i32, Fault> {
        Ok(self.address().to_wire())
    }
}

impl<T: ?Sized> Returned<i32> for GuestPtr<'_, T> {
    #[inline]
    fn lift(wire: i32) -> Self {
        GuestPtr::new(wire.cast_unsigned())
    }
}

impl<S> Argument for GuestFn<'_, S> {
    type Wire = i32;

    #[inline]
    fn lower(self) -> Result<i32, Fault> {
        Ok(self.index().to_wire())
    }
}

impl<S> Returned<i32> for GuestFn<'_, S> {
    #[inline]
    fn lift(wire: i32) -> Self {
        GuestFn::new(wire.cast_unsigned())
    }
}

impl<E: GuestEnum> Argument for E {
    type Wire = i32;

    #[inline]
    fn lower(self) -> Result<i32, Fault> {
        Ok(self.to_repr().to_wire())
    }
}

impl<E: GuestEnum> Returned<i32> for Tainted<E> {
    #[inline]
    fn lift(wire: i32) -> Self {
        Tainted::new(E::Repr::from_wire(wire))
    }
}

impl Argument for () {
    type Wire = ();

    #[inline]
    fn lower(self) -> Result<(), Fault> {
        Ok(())
    }
}

impl Returned<()> for () {
    #[inline]
    fn lift((): ()) -> Self {}
}
