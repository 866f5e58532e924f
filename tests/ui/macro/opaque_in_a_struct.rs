#[ringfence::library("demo")]
pub mod demo {
    pub struct Image;
    #[repr(C)]
    pub struct Pair {
        pub first: Image,
    }
    extern "C" {
        pub fn ratio(value: f64) -> f64;
    }
}

fn main() {}
