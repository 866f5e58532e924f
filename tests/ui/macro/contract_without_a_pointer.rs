#[ringfence::library("demo")]
pub mod demo {
    use std::ffi::{c_int, c_void};
    extern "C" {
        #[status(ok = 0)]
        pub fn width(image: *mut c_void) -> c_int;
    }
}

fn main() {}
