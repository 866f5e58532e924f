#[ringfence::library("demo")]
pub mod demo {
    extern "C" {
        pub fn ratio(value: f64) -> f64;
        pub fn widht(image: i32) -> i32;
    }
}

fn main() {}
