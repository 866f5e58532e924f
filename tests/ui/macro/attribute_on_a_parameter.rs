#[ringfence::library("demo")]
pub mod demo {
    extern "C" {
        pub fn width(#[input] image: i32) -> i32;
    }
}

fn main() {}
