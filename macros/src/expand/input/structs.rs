#[ringfence::library("small")]
pub mod small {
    pub type Byte = std::ffi::c_uchar;
    const PALETTE: usize = 256 * 3;

    /// What is known of an image.
    #[repr(C)]
    #[derive(Debug, Clone, Copy)]
    pub struct Info {
        /// In pixels.
        pub width: std::ffi::c_uint,
        pub palette: [Byte; PALETTE],
        pub inner: Inner,
        pub text: *const std::ffi::c_char,
        pub on_row: Option<unsafe extern "C" fn(*mut Info) -> std::ffi::c_int>,
        pub offset: std::ffi::c_long,
        pub parents: [*mut Info; 2],
        pub size: usize,
        #[c_name = "type"]
        pub kind: u8,
        pub cast: bool,
    }

    #[repr(C)]
    #[c_name = "struct inner_state"]
    struct inner_state {
        time: f64,
    }

    type Inner = inner_state;

    pub struct Handle {
        _private: [u8; 0],
    }

    #[repr(C)]
    pub union Word {
        pub whole: u32,
        pub bytes: [u8; 4],
        pub bits: Bits,
    }

    #[repr(C)]
    pub struct Bits {
        #[bits(3)]
        pub low: std::ffi::c_uint,
        #[bits(2)]
        _gap: std::ffi::c_uint,
        #[bits(1)]
        pub sign: bool,
    }

    #[repr(C)]
    pub struct Switch {
        pub on: bool,
    }

    #[repr(C)]
    pub struct Nothing {}

    extern "C" {
        pub fn inspect(info: *mut Info, handle: *mut Handle) -> *const [Inner; 4];
        pub fn turn(word: Word, result: Inner, nothing: Nothing, scope: usize) -> Word;
        pub fn on(word: Word) -> Switch;
    }
}
