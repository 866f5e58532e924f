#[ringfence::library("demo")]
pub mod demo {
    use std::ffi::c_int;
    extern "C" {
        #[status(ok = 0)]
        pub fn sum(#[input(len = size)] bytes: *const u8, length: usize) -> c_int;
    }
}

fn main() {}
