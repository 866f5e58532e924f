#[ringfence::library("demo")]
pub mod demo {
    extern "C" {
        pub fn sum(values: (u32, usize)) -> u32;
    }
}

fn main() {}
