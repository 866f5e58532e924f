#[ringfence::library("demo")]
pub mod demo {
    extern "C" {
        #[link_name = "width"]
        pub fn read(image: i32) -> i32;
        #[link_name = "height"]
        pub fn read_(image: i32) -> i32;
    }
}

fn main() {}
