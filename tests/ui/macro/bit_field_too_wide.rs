#[ringfence::library("demo")]
pub mod demo {
    #[repr(C)]
    pub struct Flags {
        #[bits(9)]
        pub kind: u8,
    }
    extern "C" {
        pub fn ratio(value: f64) -> f64;
    }
}

fn main() {}
