//! The part of the runtime that forgets lifetimes, as a package of its own: tools that watch memory are slow, and the
//! engine around it is tested by others.
#![allow(dead_code, reason = "only the unit tests use it here")]

#[path = "../../../runtime/src/raw/loan/mod.rs"]
mod loan;
