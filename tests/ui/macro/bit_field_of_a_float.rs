#[ringfence::library("demo")]
pub mod demo {
    #[repr(C)]
    pub struct Flags {
        #[bits(3)]
        pub kind: f32,
    }
    extern "C" {
        pub fn ratio(value: f64) -> f64;
    }
}

fn main() {}
