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

fn keep(s: &mut Scope<'_, Demo>) -> Result<Kept<Demo, FnPtr<VisitFn>>, Fault> {
    let rows = std::rc::Rc::new(7);
    s.keep_callback(VisitFn, move |_, _| Ok(*rows))
}

fn main() {}
