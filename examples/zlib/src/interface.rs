//! The part of `zlib.h` that is used: what has a contract, and from the header what has none.

/// zlib 1.3.
#[ringfence::library("zlib", header)]
pub mod zlib {
    use std::ffi::{c_char, c_int, c_ulong, c_void};

    extern "C" {
        #[status(ok = 0, message = zError)]
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
        #[status(ok = 0, message = zError)]
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
        #[status(ok = 0, message = zError)]
        pub fn inflate_init(
            #[handle] stream: *mut z_stream,
            window_bits: c_int,
            #[c_str] version: *const c_char,
            size: c_int,
        ) -> c_int;
        #[link_name = "deflateInit2_"]
        #[status(ok = 0, message = zError)]
        pub fn deflate_init(
            #[handle] stream: *mut z_stream,
            level: c_int,
            method: c_int,
            window_bits: c_int,
            memory: c_int,
            strategy: c_int,
            #[c_str] version: *const c_char,
            size: c_int,
        ) -> c_int;
    }
}
