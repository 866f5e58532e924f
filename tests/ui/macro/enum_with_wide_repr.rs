#[ringfence::library("demo")]
pub mod demo {
    #[repr(u64)]
    pub enum Kind {
        Gray,
    }
    extern "C" {
        pub fn ratio(value: f64) -> f64;
    }
}

fn main() {}
