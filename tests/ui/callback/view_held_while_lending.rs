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

fn rows<'id>(s: &mut Scope<'id, Demo>, bytes: GuestSlice<'id, u8>) -> Result<u8, Fault> {
    let bytes = inert!(s.view(bytes)?);
    s.lend(VisitFn, |_, _| Ok(0), |s, visit| s.each(visit, GuestPtr::NULL).map(drop))?;
    Ok(bytes[0])
}

fn main() {}
