//! Libraries under measurement: each compiled for the fence and natively, from the same sources.

pub mod fenced;
pub mod native;
pub mod pictures;
