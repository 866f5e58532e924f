//! What expanded macros refer to. Not part of the public interface: anything here may change at any time.

pub use crate::callback::{Signature, WireParams, WireResult};
pub use std::ffi::{CStr, CString};
pub use std::string::String;
pub use std::vec::Vec;

pub use crate::fault::Fault;
pub use crate::guest::{
    FnPtr, GuestBits, GuestBytes, GuestBytesMut, GuestEnum, GuestFn, GuestPtr, GuestStruct, GuestType, Load,
    NeverBuilt, Ptr, Store, VarArg, bits, field, lift_long, lift_ulong, lower, lower_long, lower_ulong,
};
pub use crate::handle::Handle;
pub use crate::library::{Artefact, Library, LibraryLimits};
pub use crate::memory::bounds;
pub use crate::owned::{Owned, own};
pub use crate::raw::record::{Site, or_empty, record_bytes, record_length, relative};
pub use crate::scope::{
    Address, Export, Scope, Wires, batch, by_address, call, global, lower_variadic, of_word, result_place,
    to_word, with_copies,
};
pub use crate::tainted::derived::{self, FromGuest};
pub use crate::tainted::portable::Portable;
pub use crate::tainted::purpose::Indexed;
pub use crate::tainted::{Inert, Release, Taintable, Tainted, TaintedStruct, Verify, copy, leave, reason};
pub use serde;

/// The steps of methods with a contract.
pub mod contract {
    pub use crate::contract::*;
}

/// The steps of methods of guests written in Rust.
pub mod rust {
    pub use crate::rust::*;
    pub use crate::tainted::portable::taint;
}

use crate::guest::Returned;

/// For libraries that use exceptions: true, or the end of the compilation.
#[allow(clippy::panic, reason = "evaluated by the compiler only, where it is an error message")]
pub const fn exceptions() -> bool {
    if !cfg!(feature = "exceptions") {
        panic!("this library uses exceptions (setjmp, C++): enable the feature `exceptions` of `ringfence`");
    }
    true
}

/// Lifts one result.
#[inline]
pub fn lift<W, R: Returned<W>>(wire: W) -> R {
    R::lift(wire)
}
