//! What `ringfence-build` makes of sources, headers, archives and modules.
//!
//! One program: each would carry the compiler for itself.

#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "helpers of tests are tests")]

#[cfg(feature = "archives")]
mod archive;
mod bit_fields;
mod build_script;
mod compat;
mod cpp;
mod function_pointers;
mod guest;
#[cfg(feature = "bindings")]
mod headers;
mod imports;
mod interface;
mod plain_c;
mod prebuilt;
mod rebuild;
mod reproducible;
mod setjmp;
mod simd;
mod source_crate;
mod support;
mod target;
