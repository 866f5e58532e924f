#[ringfence::library("demo")]
pub mod demo {
    use std::ffi::c_int;
    type Ping = Pong;
    type Pong = Ping;
    extern "C" {
        pub fn width(image: Ping) -> c_int;
    }
}

fn main() {}
