#[ringfence::library("demo")]
pub mod demo {
    use std::ffi::c_int;
    extern "C" {
        #[status(ok = 0)]
        pub fn width(#[out(released)] image: *mut c_int) -> c_int;
    }
}

fn main() {}
