#[ringfence::library("demo")]
pub mod demo {
    extern "C" {
        pub fn sum(values: *const u32) -> u32;
    }
}

fn main() {}
