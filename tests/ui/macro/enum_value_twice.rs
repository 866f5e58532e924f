#[ringfence::library("demo")]
pub mod demo {
    #[repr(C)]
    pub enum Kind {
        Gray = 1,
        Grey = 1,
    }
    extern "C" {
        pub fn ratio(value: f64) -> f64;
    }
}

fn main() {}
