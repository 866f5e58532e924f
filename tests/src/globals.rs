//! The wrapper of `guests/globals.c`: variables, and names of the C library for numbers.

#[ringfence::library("globals")]
#[allow(missing_docs, reason = "the C file documents itself")]
pub mod globals {
    use std::ffi::{c_char, c_int};

    #[repr(C)]
    #[c_name = "totals"]
    pub struct Totals {
        pub sum: i64,
        pub last: [i32; 3],
    }

    pub type Observe = Option<unsafe extern "C" fn(value: i64) -> i64>;

    extern "C" {
        pub static mut count: c_int;
        #[link_name = "version"]
        pub static VERSION: [c_char; 8];
        pub static names: [*const c_char; 3];
        pub static mut all: Totals;
        pub static mut observe: Observe;
        pub fn add(value: i32);
        pub fn observed(value: i64) -> i64;
        pub fn bits_of_double(value: f64) -> u64;
        pub fn double_of_bits(bits: u64) -> f64;
        pub fn bits_of_float(value: f32) -> u32;
        pub fn float_of_bits(bits: u32) -> f32;
    }
}
