//! Isolate third-party libraries inside one process.
//!
//! A C library is compiled to WebAssembly, runs in an instance of its own inside your process, and is reached only
//! through typed wrappers whose every result is *tainted* until you verify it. A memory bug in the library then
//! corrupts the library's own memory and nothing else; a crash is an `Err`; an endless loop ends at a deadline.
//!
//! # Overview
//!
//! | you use | for |
//! |---|---|
//! | [`#[library]`](macro@library) | declaring the functions and types of a fenced library |
//! | [`Pool`], [`Sandbox`] | instances of it: many for many threads, or one with state |
//! | [`Scope`] | the only door: calls, memory, access |
//! | [`Tainted`], [`TaintedStruct`], [`View`] | what comes out, copied or borrowed |
//! | [`verify!`], [`inert!`], [`release!`] | the only ways out of taint, each recorded in the executable |
//! | [`GuestPtr`], [`GuestSlice`] | pointers of the guest; always safe to use, never trusted |
//! | [`Scope::lend`], [`GuestFn`], [`HostRef`] | closures that the library calls, its own function pointers, `void *user` |
//! | [`Kept`] | handles that outlive a scope, such as a parser |
//! | [`Input`], [`Scope::map`] | large inputs, which the guest reads where they are |
//! | [`Limits`], [`Lifecycle`] | how much, and how long |
//! | [`Fault`] | what went wrong, by who is at fault |
//! | [`stats()`] | what crossed the fence, once it is counted |
//!
//! # Example
//!
//! The build script compiles the library with the crate `ringfence-build` (see there), and then:
//!
//! ```ignore
//! use ringfence::{Fault, Limits, Pool, inert, verify};
//!
//! #[ringfence::library("stb_image")]
//! pub mod stb_image {
//!     use std::ffi::c_int;
//!     extern "C" {
//!         pub fn stbi_load_from_memory(buffer: *const u8, len: c_int, x: *mut c_int, y: *mut c_int,
//!                                      channels: *mut c_int, desired: c_int) -> *mut u8;
//!     }
//! }
//! use stb_image::{StbImage, StbImageCalls as _};
//!
//! fn decode(pool: &Pool<StbImage>, file: &[u8]) -> Result<(usize, usize, Vec<u8>), Fault> {
//!     pool.scope(|s| {
//!         let input = s.copy_in(file)?;
//!         let len = i32::try_from(input.len()).map_err(Fault::host)?;
//!         let (x, y, channels) = (s.alloc()?, s.alloc()?, s.alloc()?);
//!         let pixels = s.stbi_load_from_memory(input.ptr(), len, x, y, channels, 4)?;
//!         let width = verify!(s.read(x)?, in 1..=16_384)? as usize;
//!         let height = verify!(s.read(y)?, in 1..=16_384)? as usize;
//!         let rgba = s.slice(pixels, width * height * 4)?;
//!         Ok((width, height, inert!(s.read_slice(rgba)?)))
//!     })
//! }
//! ```
//!
//! (Not run here, because this crate builds no library. The same text is compiled as part of the README.)
//!
//! # Guarantees
//!
//! Whatever guest code does, returns, stores or leaves behind, and whatever its input is:
//!
//! - host memory outside the instance is neither read nor written;
//! - the process neither crashes nor hangs, and this crate does not panic;
//! - no value is usable before it was verified, released with a reason, or taken as bytes;
//! - a verified view does not change under its reader: no guest code can run while it is borrowed;
//! - a pointer cannot be used outside its scope or with another instance: that does not compile.
//!
//! # Limits of the guarantees
//!
//! The library may corrupt its own memory and return wrong results that are well formed: a verifier that accepts
//! anything protects from nothing. Side channels beyond the engine's Spectre mitigations and bugs of the engine
//! itself are out of reach. `SECURITY.md` in the repository draws the lines.
//!
//! # Features
//!
//! | feature | default | adds |
//! |---|---|---|
//! | `symbols` | off | C functions, files and lines in [`Fault::frames`], for modules built with them |
//! | `fast-calls` | off | `Pool::fast_calls`: calls that take a third of the time, for scopes that make many |
//! | `jit` | off | a compiler in the executable and `Pool::from_wasm` |
//! | `hostile` | off | `ringfence::hostile`: attacks on your wrapper by a library that lies, for tests |
//!
//! # Platforms
//!
//! Linux on x86-64 and aarch64. macOS should work and is not tested. The check that a thread has enough stack left
//! exists on Linux, Android and macOS; elsewhere, give threads that open scopes at least 2 MiB.
//!
//! # Panics
//!
//! No function of this crate panics by itself, but for the assertions of `hostile::Report`. A panic of a closure
//! that the guest called goes on once the guest is unwound, unless [`OnPanic`] says otherwise.
#![deny(unsafe_code)]
// Guests choose many of the numbers here. Where a sum could leave its type, the code says what happens then.
#![cfg_attr(not(test), warn(clippy::arithmetic_side_effects))]
#![warn(missing_docs)]

#[cfg(target_endian = "big")]
compile_error!("ringfence reads guest memory in place and supports little-endian hosts only");

mod callback;
mod capability;
mod contract;
mod engine;
pub mod fault;
mod guest;
mod handle;
#[cfg(feature = "hostile")]
pub mod hostile;
mod image;
mod input;
mod kept;
mod library;
mod lifecycle;
mod limits;
mod memory;
mod object;
mod owned;
mod plan;
mod pool;
mod random;
mod raw;
mod rust;
mod sandbox;
mod scope;
pub mod stats;
pub mod tainted;

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;

pub use callback::{OnPanic, Signature};
pub use capability::{Capabilities, Clock, Stream};
pub use fault::{Fault, FaultKind, Frame, Trap};
pub use guest::{
    BitField, Char, FnPtr, GuestBits, GuestEnum, GuestFn, GuestPtr, GuestSlice, GuestStruct, GuestType,
    GuestValue, Load, Ptr, Scalar, Store, VarArg,
};
pub use handle::{Handle, KeptHandle};
pub use input::Input;
pub use kept::Kept;
pub use library::Library;
pub use lifecycle::Lifecycle;
pub use limits::Limits;
pub use object::HostRef;
pub use owned::Owned;
pub use pool::Pool;
pub use raw::record::Site;
pub use ringfence_macros::{Verify, library};
pub use sandbox::Sandbox;
pub use scope::Scope;
pub use stats::stats;
pub use tainted::derived::FromGuest;
pub use tainted::purpose::{AllocSize, Count, FileName, Index, Indexed, Text};
pub use tainted::{Inert, Release, Taintable, Tainted, TaintedStruct, Verify, View};
