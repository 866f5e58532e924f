#[ringfence::library("demo")]
pub mod demo {
    use std::ffi::c_int;
    extern "C" {
        #[returns(len = 4, owned, free = give_back)]
        pub fn pixels(image: c_int) -> *mut u8;
    }
}

fn main() {}
