#[ringfence::library("demo")]
pub mod demo {
    use std::ffi::c_int;
    extern "C" {
        pub fn width(image: *const Image) -> c_int;
        pub fn height(image: *const Image) -> c_int;
    }
}

fn main() {}
