//! For Rust code inside the fence: marks what its host may call.
//!
//! A guest is an ordinary library crate. It depends on this crate under the name `ringfence`, and on whatever it
//! fences:
//!
//! ```toml
//! [dependencies]
//! ringfence = { package = "ringfence-export", version = "0.1" }
//! png = "=0.18.1"
//!
//! # The guest is built by the host's build script, on its own and with its own lock file.
//! [workspace]
//! ```
//!
//! ```ignore
//! #[ringfence::export]
//! #[derive(ringfence::Verify)]
//! pub struct Image {
//!     #[verify(in 1..=16_384)]
//!     pub width: u32,
//!     #[verify(in 1..=16_384)]
//!     pub height: u32,
//!     #[verify(inert)]
//!     pub rgba: Vec<u8>,
//! }
//!
//! #[ringfence::export]
//! pub fn decode(file: &[u8]) -> Result<Image, png::DecodingError> { /* … */ }
//! ```
//!
//! The host says `#[ringfence::library("png", rust)] pub mod png {}` and gets the same struct, and `decode` as a
//! method of its scopes that returns the image tainted.
//!
//! # What can cross
//!
//! | in the guest | the host passes or gets | how |
//! |---|---|---|
//! | numbers, `bool` | the same | as a WebAssembly value |
//! | `&[u8]`, slices of other numbers, `&str` | the same | one copy into the fence |
//! | `Vec` of numbers, `String` as a result | `Tainted<Vec<…>>`, `Tainted<String>` | one copy out of the fence |
//! | exported structs and enums, and `Option`, `Vec` and tuples of what is here | the same; results tainted | [postcard](https://docs.rs/postcard), but fields of type `Vec<u8>` as above |
//! | `Result<T, E>`, where `E` can be displayed | a tainted `T`; an error is a `Fault` of kind `Refused` | its text, cut short |
//! | a panic | a `Fault` of kind `Guest` with message and place | |
//!
//! # In other builds
//!
//! For any target but WebAssembly the attribute leaves the item as it is, so that a guest can have tests of its own.
#![no_std]
#![deny(unsafe_op_in_unsafe_fn)]

extern crate alloc;
#[cfg(feature = "std")]
extern crate std;

mod crossing;
mod panic;
mod raw;

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;

pub use crossing::{Passed, Returned};
pub use panic::note_panic;
pub use ringfence_macros::{VerifyInside as Verify, export};
