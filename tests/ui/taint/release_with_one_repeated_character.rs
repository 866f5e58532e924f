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

fn width<'id>(s: &mut Scope<'id, Demo>, image: GuestPtr<'id, Image>) -> Result<i32, Fault> {
    Ok(release!(s.width(image)?, reason = "xxxxxxxxxxxxxxxx"))
}

fn main() {}
