#[ringfence::library("demo")]
pub mod demo {
    extern "C" {
        pub fn ratio<T>(value: f64) -> f64;
    }
}

fn main() {}
