//! The engine behind the fence. Nothing outside this module and `raw` names wasmtime.
//!
//! - [`registry`]: one engine per guest stack size, one loaded module per library;
//! - [`host`]: what a store knows about limits;
//! - [`instance`]: one live copy of a library;
//! - [`watchdog`]: the clock that ends loops;
//! - [`outcome`]: engine errors become faults.

pub(crate) mod host;
pub(crate) mod instance;
mod outcome;
pub(crate) mod registry;
pub(crate) mod watchdog;

pub(crate) use host::Host;
pub(crate) use registry::Loaded;
