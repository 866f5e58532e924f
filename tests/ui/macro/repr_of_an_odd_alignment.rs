#[ringfence::library("demo")]
pub mod demo {
    #[repr(C, align(3))]
    pub struct Value {
        pub number: f64,
    }
    extern "C" {
        pub fn ratio(value: f64) -> f64;
    }
}

fn main() {}
