#[ringfence::library("demo")]
pub mod demo {
    use std::ffi::c_int;
    extern "C" {
        #[status(ok = 0)]
        pub fn sum(#[out(in = 0..=b)] a: *mut c_int, #[out(in = 0..=a)] b: *mut c_int) -> c_int;
    }
}

fn main() {}
