#[ringfence::library("demo")]
pub mod demo {
    use std::ffi::c_void;
    extern "C" {
        pub fn release_image(image: i32) -> c_void;
    }
}

fn main() {}
