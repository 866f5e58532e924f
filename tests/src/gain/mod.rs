//! The same calls by hand and by contract: what the book counts.

pub mod lz4;
pub mod stb;
pub mod zlib;
