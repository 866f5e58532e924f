#[ringfence::library("demo")]
pub mod demo {
    extern "C" {
        #[cfg(unix)]
        pub fn width(image: i32) -> i32;
    }
}

fn main() {}
