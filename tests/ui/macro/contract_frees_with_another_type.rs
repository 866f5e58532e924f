#[ringfence::library("demo")]
pub mod demo {
    use std::ffi::c_int;
    extern "C" {
        #[returns(len = 4, owned, free = ratio)]
        pub fn pixels(image: c_int) -> *mut u8;
        pub fn ratio(value: f64) -> f64;
    }
}

fn main() {}
