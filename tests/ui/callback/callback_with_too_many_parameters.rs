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

fn rows(s: &mut Scope<'_, Demo>) -> Result<(), Fault> {
    s.lend(VisitFn, |_, _user, _row| Ok(0), |s, visit| s.each(visit, GuestPtr::NULL).map(drop))
}

fn main() {}
