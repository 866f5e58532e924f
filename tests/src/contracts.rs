//! The wrapper of `guests/contracts.c`: one function for each thing that a contract can say.

#[ringfence::library("contracts")]
#[allow(missing_docs, reason = "the C file documents itself")]
pub mod contracts {
    use std::ffi::{c_char, c_int, c_longlong, c_uint, c_ulong, c_void};

    #[repr(C)]
    #[c_name = "enum kind"]
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Kind {
        #[c_name = "KIND_SMALL"]
        Small = 1,
        #[c_name = "KIND_LARGE"]
        Large = 2,
    }

    pub struct Counter;

    /// Called by `image_free`.
    pub type FreeHook = Option<unsafe extern "C" fn(pixels: *mut c_void) -> c_int>;

    /// Edge of the largest image.
    const EDGE: c_uint = 16_384;

    extern "C" {
        pub fn lie(how: c_int);
        pub fn blocks_live() -> c_uint;
        pub fn blocks_freed() -> c_uint;
        pub fn on_free(hook: FreeHook);

        /// Decodes an image.
        #[status(ok = 0, message = image_error)]
        pub fn image_decode(
            #[out(owned, len = w * h * 4, free = image_free)] out: *mut *mut u8,
            #[out(in = 1..=EDGE)] w: *mut c_uint,
            #[out(in = 1..=EDGE)] h: *mut c_uint,
            #[input(len = insize)] input: *const u8,
            insize: usize,
        ) -> c_uint;
        pub fn image_error(code: c_uint) -> *const c_char;
        pub fn image_free(pixels: *mut c_void);
        #[returns(len = w * h * 4, owned, free = image_free)]
        #[require(w * h <= 10_000)]
        pub fn image_load(
            #[input(len = len)] input: *const u8,
            len: c_int,
            #[out(in = 1..=EDGE)] w: *mut c_int,
            #[out(in = 1..=EDGE)] h: *mut c_int,
            #[constant = 4] desired: c_int,
        ) -> *mut u8;

        #[status(ok = 0)]
        pub fn pack(
            #[out(len = dest_len, written = dest_len)] dest: *mut u8,
            #[inout] dest_len: *mut c_ulong,
            #[input(len = source_len)] source: *const u8,
            source_len: c_ulong,
        ) -> c_int;
        #[status(ok = 0..)]
        pub fn copy_some(
            #[out(len = capacity, written = result)] dest: *mut c_char,
            capacity: c_int,
            #[input(len = length)] source: *const c_char,
            length: c_int,
        ) -> c_int;
        #[returns(in = 0x8000_0000..=0x200_0000_0000)]
        pub fn power(exponent: c_uint) -> c_longlong;
        #[returns(in = -n * 0x4000_0000..=n * 0x4000_0000)]
        pub fn dot(#[input(len = n)] a: *const i16, #[input(len = n)] b: *const i16, n: usize) -> c_longlong;
        #[status(nonzero)]
        pub fn digest(
            #[input(len = 16)] key: *const u8,
            #[input(len = n)] data: *const c_void,
            n: usize,
            #[out(len = 8)] out: *mut u8,
        ) -> c_int;
        #[returns(in = 0..=255 * w * h)]
        #[require(w > 0 && h > 0 && stride >= w)]
        pub fn grid(
            #[input(len = stride * (h - 1) + w)] pixels: *const u8,
            w: c_int,
            h: c_int,
            stride: c_int,
        ) -> c_int;
        #[returns(released, reason = "a number for the test to look at")]
        pub fn optional(
            #[input(nullable, len = n)] bytes: *const u8,
            n: usize,
            #[c_str(nullable, utf8)] name: *const c_char,
        ) -> c_int;

        #[returns(c_str(max = 64, utf8), owned, free = image_free, null = none)]
        pub fn greeting(#[c_str] name: *const c_char) -> *mut c_char;
        #[returns(c_str(max = 16))]
        pub fn version() -> *const c_char;
        #[status(ok = 0)]
        pub fn describe(#[out(len = size, c_str)] text: *mut c_char, size: usize) -> c_int;

        pub fn scale(#[inout(len = n, each = -1e6..=1e6)] values: *mut f32, n: usize, factor: f32);
        #[status(ok = 0)]
        pub fn next(#[inout(in = 1..=100)] state: *mut c_uint) -> c_int;
        #[returns(valid)]
        pub fn is_even(value: c_uint) -> bool;
        #[returns(valid)]
        pub fn kind_of(value: c_uint) -> Kind;
        pub fn measure(
            #[input(len = n)] bytes: *const u8,
            n: usize,
            #[out(in = 0.0..=255.0)] mean: *mut f64,
            #[out(valid)] kind: *mut Kind,
            #[out(valid)] empty: *mut bool,
        );

        #[owned(free = image_free)]
        pub fn block(size: usize) -> *mut c_void;
        #[returns(len = 4, with = super::is_calm, owned, free = image_free)]
        pub fn probe(value: c_uint) -> *mut u8;

        #[returns(handle)]
        pub fn counter_open(start: c_int) -> *mut Counter;
        #[status(ok = 0)]
        pub fn counter_add(
            #[handle] counter: *mut Counter,
            amount: c_int,
            #[out(with = super::is_total)] total: *mut c_int,
        ) -> c_int;
    }
}

/// A rule with a mistake in it.
fn is_calm(bytes: &[u8]) -> bool {
    assert_ne!(bytes[0], 13, "the application's own mistake");
    bytes[0] < 100
}

/// What the wrapper knows about totals.
fn is_total(total: i32) -> bool {
    total % 2 == 0
}
