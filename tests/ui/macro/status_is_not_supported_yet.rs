#[ringfence::library("demo")]
pub mod demo {
    extern "C" {
        #[status(ok = 0)]
        pub fn width(image: i32) -> i32;
    }
}

fn main() {}
