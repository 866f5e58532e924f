#[ringfence::library("demo")]
pub mod demo {
    use std::ffi::c_int;
    extern "C" {
        #[returns(len = 4, owned, free = give_back)]
        pub fn pixels(image: c_int) -> *mut u8;
        #[status(ok = 0)]
        pub fn sum(#[input(len = n)] values: *const u32, #[inout(in = 1..=most)] n: *mut c_int) -> c_int;
    }
}

fn caller(s: &mut ringfence::Scope<'_, demo::Demo>) -> Result<(Vec<u8>, i32), ringfence::Fault> {
    use demo::DemoCalls as _;
    Ok((s.pixels(1)?, s.sum(&[1, 2, 3])?))
}

fn main() {}
