#[ringfence::library("demo")]
pub mod demo {
    use std::ffi::c_int;
    #[repr(C)]
    pub struct Point {
        pub x: c_int,
    }
    extern "C" {
        pub fn width(point: Point) -> c_int;
    }
}

fn main() {}
