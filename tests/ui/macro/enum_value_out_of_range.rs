#[ringfence::library("demo")]
pub mod demo {
    #[repr(u8)]
    pub enum Kind {
        Most = 255,
        More,
    }
    extern "C" {
        pub fn ratio(value: f64) -> f64;
    }
}

fn main() {}
