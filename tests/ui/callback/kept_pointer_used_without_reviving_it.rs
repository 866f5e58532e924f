use ringfence::*;

#[ringfence::library("demo")]
mod demo {
    use std::ffi::{c_int, c_void};
    pub type VisitFn = Option<unsafe extern "C" fn(user: *mut c_void, row: c_int) -> c_int>;
    extern "C" {
        pub fn each(visit: VisitFn, user: *mut c_void) -> c_int;
        pub fn visitor() -> VisitFn;
    }
}
use demo::*;

fn read(s: &mut Scope<'_, Demo>, kept: Kept<Demo, u32>) -> Result<u32, Fault> {
    verify!(s.read(kept)?, in 0..9)
}

fn main() {}
