//! The wrapper of `guests/traced.c`, which keeps its debug information.

/// One function that traps three frames down.
#[ringfence::library("traced")]
pub mod traced {
    use std::ffi::c_int;
    extern "C" {
        /// Traps unless `depth` is zero.
        pub fn enter(depth: c_int) -> c_int;
    }
}
