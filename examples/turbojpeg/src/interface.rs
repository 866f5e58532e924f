//! The part of `turbojpeg.h` that is used.

/// libjpeg-turbo 3.1.
#[ringfence::library("turbojpeg", marker = TurboJpeg)]
#[allow(missing_docs, reason = "turbojpeg.h documents it")]
pub mod turbojpeg {
    use std::ffi::{c_char, c_int};

    /// What a `tjhandle` points to.
    pub struct Instance;

    extern "C" {
        #[link_name = "tj3Init"]
        #[owned(free = destroy)]
        pub fn init(kind: c_int) -> *mut Instance;
        #[link_name = "tj3Destroy"]
        pub fn destroy(handle: *mut Instance);
        #[link_name = "tj3Set"]
        pub fn set(handle: *mut Instance, parameter: c_int, value: c_int) -> c_int;
        #[link_name = "tj3Get"]
        pub fn get(handle: *mut Instance, parameter: c_int) -> c_int;
        #[link_name = "tj3DecompressHeader"]
        pub fn decompress_header(handle: *mut Instance, jpeg: *const u8, size: usize) -> c_int;
        #[link_name = "tj3Decompress8"]
        pub fn decompress(
            handle: *mut Instance,
            jpeg: *const u8,
            size: usize,
            pixels: *mut u8,
            pitch: c_int,
            format: c_int,
        ) -> c_int;
        #[link_name = "tj3GetErrorCode"]
        pub fn error_code(handle: *mut Instance) -> c_int;
        #[link_name = "tj3GetErrorStr"]
        pub fn error_text(handle: *mut Instance) -> *mut c_char;
    }
}
