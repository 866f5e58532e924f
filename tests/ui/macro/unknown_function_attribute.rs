#[ringfence::library("demo")]
pub mod demo {
    use std::ffi::c_int;
    extern "C" {
        #[statue(ok = 0)]
        pub fn width(image: c_int) -> c_int;
    }
}

fn main() {}
