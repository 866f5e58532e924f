#[ringfence::library("small")]
pub mod small {
    use std::ffi::{c_char, c_int, c_uint, c_ulong, c_void};

    pub struct Decoder;
    const SIDE: c_uint = 16_384;

    extern "C" {
        /// Decodes an image.
        #[status(ok = 0, message = error_text)]
        pub fn decode(
            #[out(owned, len = w * h * 4, free = free)] out: *mut *mut u8,
            #[out(in = 1..=SIDE)] w: *mut c_uint,
            #[out(in = 1..=SIDE)] h: *mut c_uint,
            #[input(len = insize)] input: *const u8,
            insize: usize,
        ) -> c_uint;
        pub fn error_text(code: c_uint) -> *const c_char;
        pub fn free(pointer: *mut c_void);
        #[status(ok = 0)]
        #[require(dest_len <= 1 << 20 && level != 3)]
        pub fn compress(
            #[out(len = dest_len, written = dest_len)] dest: *mut u8,
            #[inout] dest_len: *mut c_ulong,
            #[input(len = len, nullable)] source: *const u8,
            len: c_ulong,
            level: c_int,
        ) -> c_int;
        #[owned(free = free)]
        pub fn open(level: c_int) -> *mut Decoder;
        #[returns(c_str(max = 64, utf8), null = none)]
        pub fn name(#[handle] decoder: *const Decoder, #[c_str] key: *const c_char) -> *const c_char;
        #[returns(in = 0..n)]
        pub fn find(#[input(len = n)] items: *const i16, n: c_int, #[constant = n / 2] half: c_int) -> c_int;
    }
}
