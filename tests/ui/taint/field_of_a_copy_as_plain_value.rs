use ringfence::*;

#[ringfence::library("demo")]
mod demo {
    #[repr(C)]
    pub struct Size {
        pub width: u32,
        pub height: u32,
    }
    extern "C" {
        pub fn ratio(value: f64) -> f64;
    }
}
use demo::*;

fn width<'id>(s: &Scope<'id, Demo>, size: GuestPtr<'id, Size>) -> Result<u32, Fault> {
    let size = s.read(size)?;
    let width: u32 = size.width();
    Ok(width)
}

fn main() {}
