#[ringfence::library("demo")]
pub mod demo {
    use std::ffi::c_int;
    pub struct Image;
    pub type Image = c_int;
    extern "C" {
        pub fn ratio(value: f64) -> f64;
    }
}

fn main() {}
