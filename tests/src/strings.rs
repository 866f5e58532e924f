//! The wrapper of `guests/texts.c`: strings, lists of strings, and arguments in any number.

#[ringfence::library("strings")]
#[allow(missing_docs, reason = "the C file documents itself")]
pub mod strings {
    use std::ffi::{c_char, c_int};

    extern "C" {
        pub fn format(out: *mut c_char, room: usize, format: *const c_char, ...) -> c_int;
        pub fn format_list(out: *mut c_char, room: usize, format: *const c_char, list: va_list) -> c_int;
        pub fn sum(kinds: *const c_char, ...) -> i64;
        pub fn sum_only(count: c_int, ...) -> i64;
        pub fn call_first(marker: c_int, ...) -> c_int;
        pub fn longest(list: *mut *mut c_char) -> usize;
        pub fn names() -> *mut *mut c_char;
        pub fn endless() -> *mut *mut c_char;
        pub fn wild() -> *mut *mut c_char;
        pub fn unterminated() -> *mut *mut c_char;
        pub fn open_name(index: usize, out: *mut *const c_char) -> c_int;
    }
}
