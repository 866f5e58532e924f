#[ringfence::library("demo")]
pub mod demo {
    #[repr(C)]
    pub struct Node {
        pub next: Node,
    }
    extern "C" {
        pub fn ratio(value: f64) -> f64;
    }
}

fn main() {}
