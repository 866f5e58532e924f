#[ringfence::library("small")]
pub mod small {
    use std::ffi::{c_int, c_uint};

    #[states(Init, Header, Rows)]
    pub struct Decoder;

    extern "C" {
        /// Begins.
        #[returns(state = Init)]
        pub fn decoder_new(level: c_int) -> *mut Decoder;
        #[status(ok = 0)]
        pub fn decoder_open(level: c_int, #[out(state = Init)] decoder: *mut *mut Decoder) -> c_int;
        #[status(ok = 0)]
        pub fn decoder_header(
            #[state(Init => Header)] decoder: *mut Decoder,
            #[input(len = n)] bytes: *const u8,
            n: usize,
            #[out(in = 1..=16_384)] width: *mut c_uint,
        ) -> c_int;
        #[returns(in = 1..=8)]
        pub fn decoder_depth(#[state(Rows | Header)] decoder: *const Decoder) -> c_int;
        pub fn decoder_start(#[state(Header => Rows)] decoder: *mut Decoder);
        #[status(ok = 0)]
        pub fn decoder_finish(#[state(Rows =>)] decoder: *mut Decoder, #[input] crc: *const u32) -> c_int;
        pub fn decoder_free(#[state(_ =>)] decoder: *mut Decoder);
    }
}
