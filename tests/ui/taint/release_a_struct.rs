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

fn all<'id>(s: &Scope<'id, Demo>, size: GuestPtr<'id, Size>) -> Result<(), Fault> {
    let size = s.read(size)?;
    let _ = release!(size, reason = "a struct is not a value");
    Ok(())
}

fn main() {}
