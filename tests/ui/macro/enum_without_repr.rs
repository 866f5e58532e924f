#[ringfence::library("demo")]
pub mod demo {
    pub enum Kind {
        Gray,
    }
    extern "C" {
        pub fn kind(image: i32) -> Kind;
    }
}

fn main() {}
