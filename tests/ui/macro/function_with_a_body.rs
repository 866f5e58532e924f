#[ringfence::library("demo")]
pub mod demo {
    extern "C" {
        pub fn ratio(value: f64) -> f64 { value }
    }
}

fn main() {}
