#[ringfence::library("demo")]
pub mod demo {
    #[repr(C)]
    pub enum Kind {}
    extern "C" {
        pub fn ratio(value: f64) -> f64;
    }
}

fn main() {}
