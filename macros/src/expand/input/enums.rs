#[ringfence::library("small")]
pub mod small {
    const FIRST: i8 = -2;

    /// A colour.
    #[repr(C)]
    #[c_name = "enum color"]
    pub enum Color {
        #[c_name = "COLOR_RED"]
        Red,
        Green = 7,
        Blue,
    }

    #[repr(i8)]
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Sign {
        Below = FIRST + 1,
        Zero,
    }

    #[repr(u8)]
    #[derive(Debug)]
    pub enum Manual {
        Only = 0xFF,
    }

    impl Copy for Manual {}

    impl Clone for Manual {
        fn clone(&self) -> Self {
            *self
        }
    }

    extern "C" {
        pub fn mix(color: Color, sign: *mut Sign) -> Manual;
    }
}
