//! Isolate third-party libraries inside one process.
#![deny(unsafe_code)]
#![warn(missing_docs)]

#[cfg(target_endian = "big")]
compile_error!("ringfence reads guest memory in place and supports little-endian hosts only");

mod engine;
pub mod fault;
mod guest;
mod library;
mod lifecycle;
mod limits;
mod memory;
mod pool;
mod raw;
mod sandbox;
mod scope;
pub mod tainted;

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;

pub use fault::{Fault, FaultKind, Frame, Trap};
pub use guest::{
    Char, FnPtr, GuestEnum, GuestPtr, GuestSlice, GuestType, GuestValue, Load, Ptr, Scalar, Store,
};
pub use library::Library;
pub use lifecycle::Lifecycle;
pub use limits::Limits;
pub use pool::Pool;
pub use raw::record::Site;
// pub use ringfence_macros::library;
pub use sandbox::Sandbox;
pub use scope::Scope;
pub use tainted::{Inert, Release, Taintable, Tainted, Verify, View};
