#[ringfence::library("demo")]
pub mod demo {
    #[repr(C)]
    pub struct Text {
        pub bytes: [u8; super::LENGTH],
    }
    extern "C" {
        pub fn ratio(value: f64) -> f64;
    }
}

pub const LENGTH: usize = 4;

fn main() {}
