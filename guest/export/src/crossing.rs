//! Values on their way into the guest and out of it.

use alloc::boxed::Box;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt::Display;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::raw::{self, Outcome};

/// What a host can pass as a whole. `#[ringfence::export]` implements it for structs and enums.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be passed into the fence",
    label = "not exported",
    note = "put `#[ringfence::export]` on its declaration, or pass what it is made of"
)]
pub trait Passed: DeserializeOwned {}

/// What a host can get as a whole. `#[derive(ringfence::Verify)]` implements it for structs, and
/// `#[ringfence::export]` for enums.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is returned, but nothing says how the host verifies it",
    label = "no rules",
    note = "put `#[ringfence::export]` and `#[derive(ringfence::Verify)]` on its declaration, and a rule on each field"
)]
pub trait Returned: Serialize + 'static {}

macro_rules! plain {
    ($($type:ty),*) => {$(
        #[diagnostic::do_not_recommend]
        impl Passed for $type {}
        #[diagnostic::do_not_recommend]
        impl Returned for $type {}
    )*};
}

plain!(u8, i8, u16, i16, u32, i32, u64, i64, f32, f64, bool, char, String);

macro_rules! made_of {
    ($($type:ty: $($part:ident)*;)*) => {$(
        #[diagnostic::do_not_recommend]
        impl<$($part: Passed),*> Passed for $type {}
        #[diagnostic::do_not_recommend]
        impl<$($part: Returned),*> Returned for $type {}
    )*};
}

made_of! {
    Option<A>: A;
    Vec<A>: A;
    (A, B): A B;
    (A, B, C): A B C;
    (A, B, C, D): A B C D;
}

/// An argument that the host encoded.
///
/// # Panics
///
/// When the bytes are of another type: host and guest were built from different sources.
pub fn value<T: Passed>(bytes: &[u8]) -> T {
    match postcard::from_bytes(bytes) {
        Ok(value) => value,
        Err(_) => unreachable!("an argument that is no `{}`", core::any::type_name::<T>()),
    }
}

/// A result that is encoded but for its bulk.
///
/// # Panics
///
/// When a part of it cannot be encoded, which no type that crosses does.
pub fn structured<T: Returned>(value: T) -> *const Outcome {
    // Where the bulk lies is noted while encoding, so the value must have found its place.
    let value = Box::new(value);
    raw::start_encoding();
    match postcard::to_allocvec(&*value) {
        Ok(bytes) => raw::hand_over(bytes, value),
        Err(_) => unreachable!("a `{}` that cannot be encoded", core::any::type_name::<T>()),
    }
}

/// A result of numbers.
pub fn list<T: Copy + 'static>(numbers: Vec<T>) -> *const Outcome {
    raw::start_encoding();
    raw::note_bulk(&numbers);
    raw::hand_over(Vec::new(), Box::new(numbers))
}

/// A result of text.
pub fn text(text: String) -> *const Outcome {
    list(text.into_bytes())
}

/// No result, where an error could be.
pub fn nothing((): ()) -> *const Outcome {
    list::<u8>(Vec::new())
}

/// An error of the guest's own, of which the host gets the text.
pub fn failed(error: impl Display) -> *const Outcome {
    raw::refuse(error.to_string().into_bytes())
}

/// Fields that are bulk: `#[serde(with = "…")]` for `Vec<u8>`.
///
/// As part of a result the bytes stay where they are and only their place is noted. Everybody else who encodes the
/// struct gets them as bytes.
pub mod bulk {
    use alloc::vec::Vec;

    use serde::{Deserialize, Deserializer, Serializer};

    use crate::raw;

    /// # Errors
    ///
    /// Those of the serializer.
    pub fn serialize<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
        if raw::encodes() {
            raw::note_bulk(bytes);
            return serializer.serialize_unit();
        }
        serializer.serialize_bytes(bytes)
    }

    /// # Errors
    ///
    /// Those of the deserializer.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
        // postcard writes bytes as it writes a list of numbers.
        Vec::deserialize(deserializer)
    }
}
