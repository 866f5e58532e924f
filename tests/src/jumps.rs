//! The wrappers of `guests/jumps.c`, which is built twice: once for each way in which `setjmp` can work.

/// `longjmp` ends the host's call.
#[ringfence::library("jumps_errors")]
#[allow(missing_docs, reason = "the C header documents it")]
pub mod errors {
    use std::ffi::c_int;

    pub struct Decoder;

    pub type ByteFn = Option<unsafe extern "C" fn(decoder: *mut Decoder, value: c_int) -> c_int>;

    extern "C" {
        #[owned(free = decoder_free)]
        pub fn decoder_new() -> *mut Decoder;
        pub fn decoder_free(decoder: *mut Decoder);
        pub fn decoder_sum(decoder: *mut Decoder, bytes: *const u8, length: usize) -> c_int;
        pub fn decoder_each(decoder: *mut Decoder, bytes: *const u8, length: usize, on_byte: ByteFn)
        -> c_int;
        pub fn decoder_fail(decoder: *mut Decoder, code: c_int);
        pub fn decoders_live() -> c_int;
        pub fn errors_caught() -> c_int;
        pub fn forge() -> c_int;
    }
}

/// `longjmp` lands where C says.
#[ringfence::library("jumps_exceptions")]
#[allow(missing_docs, reason = "the C header documents it")]
pub mod exceptions {
    use std::ffi::c_int;

    pub struct Decoder;

    pub type ByteFn = Option<unsafe extern "C" fn(decoder: *mut Decoder, value: c_int) -> c_int>;

    extern "C" {
        #[owned(free = decoder_free)]
        pub fn decoder_new() -> *mut Decoder;
        pub fn decoder_free(decoder: *mut Decoder);
        pub fn decoder_sum(decoder: *mut Decoder, bytes: *const u8, length: usize) -> c_int;
        pub fn decoder_each(decoder: *mut Decoder, bytes: *const u8, length: usize, on_byte: ByteFn)
        -> c_int;
        pub fn decoder_fail(decoder: *mut Decoder, code: c_int);
        pub fn decoders_live() -> c_int;
        pub fn errors_caught() -> c_int;
        pub fn zero_becomes_one() -> c_int;
        pub fn inner_jump_leaves_the_outer_alone() -> c_int;
        pub fn locals_survive(value: c_int) -> c_int;
        pub fn stale_jump() -> c_int;
        pub fn spin() -> c_int;
        pub fn overflow(depth: c_int) -> c_int;
    }
}
