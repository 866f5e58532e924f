#[ringfence::library("demo")]
pub mod demo {
    use std::ffi::{c_char, c_int};
    pub struct Image {
        pub width: c_int,
    }
    extern "C" {
        pub fn width(image: &Image) -> c_int;
        pub fn print(format: c_char) -> [u8; 2];
        pub fn height(image: *const Picture) -> c_int;
    }
}

fn main() {}
