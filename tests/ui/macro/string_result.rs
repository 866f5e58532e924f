#[ringfence::library("demo")]
pub mod demo {
    extern "C" {
        pub fn width(image: i32) -> String;
    }
}

fn main() {}
