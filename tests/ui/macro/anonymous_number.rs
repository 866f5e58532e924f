#[ringfence::library("demo")]
pub mod demo {
    #[repr(C)]
    pub struct Value {
        #[anonymous]
        pub number: f64,
    }
    extern "C" {
        pub fn ratio(value: f64) -> f64;
    }
}

fn main() {}
