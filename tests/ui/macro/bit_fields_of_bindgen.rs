#[ringfence::library("demo")]
pub mod demo {
    #[repr(C)]
    pub struct Flags {
        pub _bitfield_1: __BindgenBitfieldUnit<[u8; 4]>,
    }
    extern "C" {
        pub fn ratio(value: f64) -> f64;
    }
}

fn main() {}
