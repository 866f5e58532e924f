#[ringfence::library("demo")]
pub mod demo {
    use std::ffi::{c_int, c_void};
    extern "C" {
        pub fn each(call: Option<unsafe extern "C" fn(*mut c_void) -> c_int>);
    }
}

fn main() {}
