#[ringfence::library("demo")]
pub mod demo {
    extern "C" {
        pub fn ratio(value: f32) -> f64;
        pub fn width(image: i32) -> i32;
    }
}

fn main() {}
