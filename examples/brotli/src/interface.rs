//! The part of `brotli/decode.h` that is used.

/// Brotli 1.0.
#[ringfence::library("brotli")]
#[allow(missing_docs, reason = "brotli/decode.h documents it")]
pub mod brotli {
    use std::ffi::{c_char, c_int, c_void};

    pub struct BrotliDecoderState;

    extern "C" {
        #[link_name = "BrotliDecoderDecompress"]
        #[status(ok = 1)]
        pub fn decompress(
            encoded_size: usize,
            #[input(len = encoded_size)] encoded: *const u8,
            #[inout] decoded_size: *mut usize,
            #[out(len = decoded_size, written = decoded_size)] decoded: *mut u8,
        ) -> c_int;

        #[link_name = "BrotliDecoderCreateInstance"]
        #[returns(handle)]
        pub fn create(
            #[null] alloc: *mut c_void,
            #[null] free: *mut c_void,
            #[null] user: *mut c_void,
        ) -> *mut BrotliDecoderState;
        #[link_name = "BrotliDecoderDecompressStream"]
        pub fn decompress_stream(
            state: *mut BrotliDecoderState,
            available_in: *mut usize,
            next_in: *mut *const u8,
            available_out: *mut usize,
            next_out: *mut *mut u8,
            total_out: *mut usize,
        ) -> c_int;
        #[link_name = "BrotliDecoderGetErrorCode"]
        #[returns(in = -100..=0)]
        pub fn error_code(#[handle] state: *const BrotliDecoderState) -> c_int;
        #[link_name = "BrotliDecoderErrorString"]
        #[returns(c_str(max = 64, utf8))]
        pub fn error_text(code: c_int) -> *const c_char;
    }
}
