#[ringfence::library("demo")]
pub mod demo {
    extern "system" {
        pub fn ratio(value: f64) -> f64;
    }
}

fn main() {}
