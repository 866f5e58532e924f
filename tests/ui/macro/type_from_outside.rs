#[ringfence::library("demo")]
pub mod demo {
    use std::ffi::c_int;
    extern "C" {
        pub fn width(image: super::Size) -> c_int;
    }
}

pub struct Size;

fn main() {}
