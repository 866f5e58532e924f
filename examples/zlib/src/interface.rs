//! The part of `zlib.h` that is used.

/// zlib 1.3.
#[ringfence::library("zlib")]
#[allow(missing_docs, non_camel_case_types, reason = "zlib.h documents it, and names it")]
pub mod zlib {
    use std::ffi::{c_char, c_int, c_uint, c_ulong, c_void};

    pub struct InternalState;
    pub type alloc_func =
        Option<unsafe extern "C" fn(opaque: *mut c_void, items: c_uint, size: c_uint) -> *mut c_void>;
    pub type free_func = Option<unsafe extern "C" fn(opaque: *mut c_void, address: *mut c_void)>;

    #[repr(C)]
    #[c_name = "z_stream"]
    pub struct ZStream {
        pub next_in: *const u8,
        pub avail_in: c_uint,
        pub total_in: c_ulong,
        pub next_out: *mut u8,
        pub avail_out: c_uint,
        pub total_out: c_ulong,
        pub msg: *const c_char,
        pub state: *mut InternalState,
        pub zalloc: alloc_func,
        pub zfree: free_func,
        pub opaque: *mut c_void,
        pub data_type: c_int,
        pub adler: c_ulong,
        pub reserved: c_ulong,
    }

    extern "C" {
        #[link_name = "zError"]
        pub fn error_text(code: c_int) -> *const c_char;

        #[status(ok = 0, message = error_text)]
        pub fn compress2(
            #[out(len = dest_len, written = dest_len)] dest: *mut u8,
            #[inout] dest_len: *mut c_ulong,
            #[input(len = source_len)] source: *const u8,
            source_len: c_ulong,
            level: c_int,
        ) -> c_int;
        #[link_name = "compressBound"]
        #[returns(in = source_len..=source_len + source_len / 8 + 64)]
        pub fn compress_bound(source_len: c_ulong) -> c_ulong;
        #[status(ok = 0, message = error_text)]
        pub fn uncompress(
            #[out(len = dest_len, written = dest_len)] dest: *mut u8,
            #[inout] dest_len: *mut c_ulong,
            #[input(len = source_len)] source: *const u8,
            source_len: c_ulong,
        ) -> c_int;

        // Streams. A `z_stream` outlives scopes, so the memory for it is the library's own.
        #[returns(handle)]
        pub fn calloc(count: usize, size: usize) -> *mut c_void;
        #[link_name = "inflateInit2_"]
        #[status(ok = 0, message = error_text)]
        pub fn inflate_init(
            #[handle] stream: *mut ZStream,
            window_bits: c_int,
            #[c_str] version: *const c_char,
            size: c_int,
        ) -> c_int;
        #[link_name = "deflateInit2_"]
        #[status(ok = 0, message = error_text)]
        pub fn deflate_init(
            #[handle] stream: *mut ZStream,
            level: c_int,
            method: c_int,
            window_bits: c_int,
            memory: c_int,
            strategy: c_int,
            #[c_str] version: *const c_char,
            size: c_int,
        ) -> c_int;
        pub fn inflate(stream: *mut ZStream, flush: c_int) -> c_int;
        pub fn deflate(stream: *mut ZStream, flush: c_int) -> c_int;
    }
}
