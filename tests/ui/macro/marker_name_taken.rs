#[ringfence::library("demo")]
pub mod demo {
    pub struct Demo;
    extern "C" {
        pub fn ratio(value: f64) -> f64;
    }
}

fn main() {}
