use ringfence::*;

#[ringfence::library("demo")]
mod demo {
    pub struct Image;
    #[repr(C)]
    #[derive(Clone, Copy)]
    pub enum Kind { Gray = 1, Color = 3 }
    extern "C" {
        pub fn decode(bytes: *const u8, len: usize) -> *mut Image;
        pub fn width(image: *const Image) -> std::ffi::c_int;
        pub fn kind(image: *const Image) -> Kind;
        pub fn pixels(image: *const Image) -> *mut u8;
        pub fn sum(values: *const u32, count: usize) -> u32;
    }
}
use demo::*;

fn main() {
    let pool = Pool::<Demo>::new(Limits::default()).unwrap();
    let _image = pool.scope(|s| s.decode(GuestPtr::NULL, 0)).unwrap();
}
