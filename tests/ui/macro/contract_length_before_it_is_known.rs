#[ringfence::library("demo")]
pub mod demo {
    use std::ffi::c_int;
    extern "C" {
        #[status(ok = 0)]
        pub fn sum(#[input(len = n)] bytes: *const u8, #[out(in = 1..=9)] n: *mut c_int) -> c_int;
    }
}

fn main() {}
