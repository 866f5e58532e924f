#[ringfence::library("demo")]
pub mod demo {
    extern "C" {
        pub fn release_image(image: i32) -> !;
    }
}

fn main() {}
