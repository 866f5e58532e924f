#[ringfence::library("demo")]
pub mod demo {
    #[repr(C)]
    pub enum Kind {
        Gray = super::GRAY,
    }
    extern "C" {
        pub fn ratio(value: f64) -> f64;
    }
}

pub const GRAY: isize = 1;

fn main() {}
