use ringfence::*;

#[ringfence::library("demo")]
mod demo {
    #[repr(C)]
    pub struct Info { pub width: u32, pub ratio: f32, pub bits: [u8; 4] }
    extern "C" {
        pub fn sum(values: *const u32, count: usize) -> u32;
    }
}

#[derive(Verify)]
#[verify(from = demo::Info)]
struct Info {
    #[verify(each in 1..=9)]
    width: u32,
}

fn check<'id>(s: &Scope<'id, demo::Demo>, info: GuestPtr<'id, demo::Info>) -> Result<Info, Fault> {
    verify!(s.read(info)?, as Info)
}

fn main() {}
