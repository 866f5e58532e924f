#[ringfence::library("demo")]
pub mod demo {
    #[repr(C)]
    pub struct Image<T> {
        pub data: *mut T,
    }
    extern "C" {
        pub fn ratio(value: f64) -> f64;
    }
}

fn main() {}
