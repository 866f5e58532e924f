#[ringfence::library("demo")]
pub mod demo {
    use std::ffi::c_int;
    extern "C" {
        pub fn release_image(#[input(len = 4)] image: usize);
    }
}

fn main() {}
