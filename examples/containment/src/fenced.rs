//! The four libraries behind their fences.
//!
//! Each has the one function of `bugs/handle.h`. What it answers is tainted; the contract is what an application would
//! ask for: numbers that can be true.

#[ringfence::library("gif")]
#[allow(missing_docs, reason = "handle.h documents it")]
pub mod gif {
    use std::ffi::c_int;

    extern "C" {
        #[status(ok = 1)]
        pub fn handle(
            #[input(len = size)] data: *const u8,
            size: usize,
            #[out(in = 1..=100_000_000)] first: *mut u32,
            #[out(in = 1..=1000)] second: *mut u32,
        ) -> c_int;
    }
}

#[ringfence::library("webp")]
#[allow(missing_docs, reason = "handle.h documents it")]
pub mod webp {
    use std::ffi::c_int;

    extern "C" {
        #[status(ok = 1)]
        pub fn handle(
            #[input(len = size)] data: *const u8,
            size: usize,
            #[out(in = 1..=100_000_000)] first: *mut u32,
            #[out(in = 0..=255)] second: *mut u32,
        ) -> c_int;
    }
}

#[ringfence::library("table")]
#[allow(missing_docs, reason = "handle.h documents it")]
pub mod table {
    use std::ffi::c_int;

    extern "C" {
        #[status(ok = 1)]
        pub fn handle(
            #[input(len = size)] data: *const u8,
            size: usize,
            #[out(in = 1..=100_000_000)] first: *mut u32,
            #[out(in = 1..=1000)] second: *mut u32,
        ) -> c_int;
    }
}

#[ringfence::library("gzip")]
#[allow(missing_docs, reason = "handle.h documents it")]
pub mod gzip {
    use std::ffi::c_int;

    extern "C" {
        #[status(ok = 1)]
        pub fn handle(
            #[input(len = size)] data: *const u8,
            size: usize,
            #[out(in = 0..=1_000_000)] first: *mut u32,
            #[out(in = 0..=65_535)] second: *mut u32,
        ) -> c_int;
    }
}
