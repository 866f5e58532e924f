#[ringfence::library("demo")]
pub mod demo {
    pub struct Image;
    extern "C" {
        pub fn decode(bytes: *const u8, length: usize) -> Image;
    }
}

fn main() {}
