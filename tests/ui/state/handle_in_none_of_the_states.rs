use ringfence::*;

#[ringfence::library("demo")]
mod demo {
    #[states(Header, Rows, Done)]
    pub struct Image;
    extern "C" {
        #[returns(state = Header)]
        pub fn decode(#[input(len = len)] bytes: *const u8, len: usize) -> *mut Image;
        #[returns(in = 1..=100)]
        pub fn width(#[state(Rows | Done)] image: *const Image) -> std::ffi::c_int;
        #[returns(in = 0..=9)]
        pub fn height(#[state(Header => Rows)] image: *mut Image) -> std::ffi::c_int;
        pub fn release_image(#[state(Rows => Done)] image: *mut Image);
    }
}
use demo::*;

fn width(s: &mut Scope<'_, Demo>) -> Result<i32, Fault> {
    let image = s.decode(b"bytes")?;
    s.width(&image)
}

fn main() {}
