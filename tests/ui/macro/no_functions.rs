#[ringfence::library("demo")]
pub mod demo {
    pub struct Image;
}

fn main() {}
