#[ringfence::library("demo")]
pub mod demo {
    #[repr(C)]
    pub struct Text {
        pub length: usize,
        pub bytes: [u8; 0],
    }
    extern "C" {
        pub fn ratio(value: f64) -> f64;
    }
}

fn main() {}
