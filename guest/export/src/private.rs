//! What expanded macros refer to. Not part of the public interface: anything here may change at any time.

pub use serde;

pub use crate::crossing::{bulk, failed, list, nothing, structured, text, value};
pub use crate::raw::{Outcome, enter, slice, str};
