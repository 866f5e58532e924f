#[ringfence::library("demo")]
pub mod demo {
    pub type bool = u8;
    extern "C" {
        pub fn ratio(value: f64) -> f64;
    }
}

fn main() {}
