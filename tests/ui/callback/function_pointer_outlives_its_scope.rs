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

fn leak(pool: &Pool<Demo>) {
    let _visit = pool.scope(|s| s.lend(VisitFn, |_, _| Ok(0), |_, visit| Ok(visit)));
}

fn main() {}
