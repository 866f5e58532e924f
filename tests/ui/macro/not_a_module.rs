#[ringfence::library("demo")]
unsafe extern "C" {
    pub fn ratio(value: f64) -> f64;
}

fn main() {}
