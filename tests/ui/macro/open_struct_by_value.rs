#[ringfence::library("demo")]
pub mod demo {
    #[repr(C)]
    pub struct Text {
        pub length: usize,
        pub bytes: [u8; 0],
    }
    extern "C" {
        pub fn ratio(value: Text) -> f64;
    }
}

fn main() {}
