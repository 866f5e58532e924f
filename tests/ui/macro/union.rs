#[ringfence::library("demo")]
pub mod demo {
    use std::ffi::c_int;
    #[repr(C)]
    pub union Number {
        pub whole: c_int,
        pub broken: f32,
    }
    extern "C" {
        pub fn ratio(value: f64) -> f64;
    }
}

fn main() {}
