use ringfence::*;

#[ringfence::library("demo")]
mod demo {
    #[states(Header, Rows)]
    pub struct Image;
    #[states(Open, Shut)]
    pub struct Door;
    extern "C" {
        #[returns(state = Header)]
        pub fn decode(#[input(len = len)] bytes: *const u8, len: usize) -> *mut Image;
        #[returns(in = 1..=100)]
        pub fn width(#[state(Header | Rows)] image: *const Image) -> std::ffi::c_int;
        #[returns(in = 0..=9)]
        pub fn height(#[state(Header => Rows)] image: *mut Image) -> std::ffi::c_int;
        #[returns(len = 4)]
        pub fn pixels(#[state(Rows)] image: *const Image) -> *const u8;
        pub fn release_image(#[state(Rows =>)] image: *mut Image);
        #[returns(state = Open)]
        pub fn visitor() -> *mut Door;
        #[status(nonzero)]
        pub fn kind(#[state(Open => Shut)] door: *mut Door) -> std::ffi::c_int;
    }
}
use demo::*;

fn first_row<'id>(s: &mut Scope<'id, Demo>, image: GuestPtr<'id, Image>) -> Result<Vec<u8>, Fault> {
    s.pixels(image)
}

fn main() {}
