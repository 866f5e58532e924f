#[ringfence::library("demo")]
pub mod demo {
    #[repr(C)]
    pub struct Unseen {
        pub only: u64,
    }
    extern "C" {
        pub fn width(image: *const Unseen) -> i32;
    }
}

fn main() {}
