//! All `unsafe` of this crate, one operation per block.
//!
//! Nothing here knows about taint or scopes. Each file wraps one thing that the language cannot check:
//! [`load`] trusts machine code that this build made, [`stack`] asks the operating system for the bounds of a stack,
//! [`fast`] calls compiled functions by the engine's own trampolines, [`poll`] revokes the page by which guests see that their time is up, [`scope`], [`loan`] and [`lend`] forget lifetimes
//! that their own shape keeps, [`window`] maps files into linear memory, and [`record`] guards the constructor without
//! which nothing leaves taint unlisted.
#![allow(unsafe_code, reason = "the one folder where the language's checks are replaced by proofs")]

#[cfg_attr(
    not(all(feature = "fast-calls", target_os = "linux", target_pointer_width = "64", not(miri))),
    path = "no_fast.rs"
)]
pub(crate) mod fast;
pub(crate) mod lend;
pub(crate) mod load;
pub(crate) mod loan;
pub(crate) mod poll;
pub(crate) mod record;
pub(crate) mod scope;
pub(crate) mod stack;
#[cfg_attr(not(target_os = "linux"), path = "no_window.rs")]
pub(crate) mod window;
