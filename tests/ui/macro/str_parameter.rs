#[ringfence::library("demo")]
pub mod demo {
    use std::ffi::c_int;
    extern "C" {
        pub fn width(image: &str) -> c_int;
    }
}

fn main() {}
