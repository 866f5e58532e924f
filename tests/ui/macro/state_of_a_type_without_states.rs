#[ringfence::library("demo")]
pub mod demo {
    pub struct Image;
    extern "C" {
        pub fn release_image(#[state(Rows =>)] image: *mut Image);
    }
}

fn main() {}
