#[ringfence::library("demo")]
pub mod demo {
    #[repr(C)]
    pub enum Shape {
        Point,
        Circle(f32),
    }
    extern "C" {
        pub fn ratio(value: f64) -> f64;
    }
}

fn main() {}
