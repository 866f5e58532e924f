#[ringfence::library("demo")]
pub mod demo {
    use std::ffi::{c_int, c_void};
    extern "C" {
        #[status(ok = 0)]
        pub fn release_image(#[handle] image: *mut c_void);
    }
}

fn main() {}
