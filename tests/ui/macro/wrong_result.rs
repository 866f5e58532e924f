#[ringfence::library("demo")]
pub mod demo {
    extern "C" {
        pub fn release_image(image: *mut u8) -> i32;
    }
}

fn main() {}
