#[ringfence::library("demo")]
pub mod demo {
    #[repr(C)]
    pub struct Text {
        pub bytes: [u64; 0x4000_0000],
    }
    extern "C" {
        pub fn ratio(value: f64) -> f64;
    }
}

fn main() {}
