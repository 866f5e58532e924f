#[ringfence::library("small")]
pub mod small {
    pub struct NoRepr {
        pub x: u8,
    }

    #[repr(C)]
    pub struct Whole {
        pub x: u8,
    }

    extern "C" {
        pub fn whole(whole: *mut Whole, other: *mut NoRepr);
        pub fn broken(text: &str);
    }
}
