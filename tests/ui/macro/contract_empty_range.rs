#[ringfence::library("demo")]
pub mod demo {
    use std::ffi::c_int;
    extern "C" {
        #[returns(in = 9..=1)]
        pub fn width(image: c_int) -> c_int;
    }
}

fn main() {}
