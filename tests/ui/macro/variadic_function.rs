#[ringfence::library("demo")]
pub mod demo {
    use std::ffi::{c_char, c_int};
    extern "C" {
        pub fn print(format: *const c_char, ...) -> c_int;
    }
}

fn main() {}
