//! The wrapper of `guests/headers.h`: everything from the header, but for what is said here.

#[ringfence::library("headers", header)]
pub mod headers {
    extern "C" {
        /// Adds up, by contract.
        #[returns(in = -1000..=1000)]
        pub fn hdr_sum(#[input(len = length)] values: *const i32, length: usize) -> i64;
        #[link_name = "hdr_twice"]
        pub fn doubled(x: i32) -> i32;
        pub fn hdr_lie(#[out(len = capacity, written = result)] out: *mut u8, capacity: usize) -> usize;
        #[status(ok = HDR_RED, message = hdr_explain)]
        pub fn hdr_status(code: i32) -> i32;
    }
}
