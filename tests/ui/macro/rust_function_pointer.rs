#[ringfence::library("demo")]
pub mod demo {
    extern "C" {
        pub fn each(call: fn(i32));
    }
}

fn main() {}
