//! The engine behind the fence. Only this module, `scope`, `callback`, `capability` and `raw`
//! name wasmtime.
//!
//! - [`registry`]: one engine per guest stack size and dialect, one loaded module per library;
//! - [`host`]: everything about an instance that is not the guest's own, kept in its store;
//! - [`instance`]: makes instances and enters them;
//! - [`entry`]: how the calls of a scope enter them;
//! - [`longjmp`]: goes on after a library that gave up;
//! - [`thrown`]: what a C++ library threw;
//! - [`watchdog`]: the clock that ends loops;
//! - [`outcome`]: engine errors become faults;
//! - [`last_words`]: what a guest written in Rust left behind when it panicked.

pub(crate) mod entry;
pub(crate) mod host;
pub(crate) mod instance;
mod last_words;
mod longjmp;
mod outcome;
pub(crate) mod registry;
mod thrown;
pub(crate) mod watchdog;

pub(crate) use host::Host;
pub(crate) use registry::Loaded;
