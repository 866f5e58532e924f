#[ringfence::library("demo")]
pub mod demo {
    extern "C" {
        pub const fn ratio(value: f64) -> f64;
    }
}

fn main() {}
