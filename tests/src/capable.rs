//! The wrapper of `guests/capable.c`, which was granted every capability.

#[ringfence::library("capable")]
#[allow(missing_docs, reason = "the C file documents itself")]
pub mod capable {
    use std::ffi::{c_char, c_int, c_longlong};

    extern "C" {
        pub fn now_seconds() -> c_longlong;
        pub fn clock_ns(id: c_int) -> c_longlong;
        pub fn clock_step_ns() -> c_longlong;
        pub fn roll(out: *mut u8, length: usize) -> c_int;
        pub fn say(text: *const c_char);
        pub fn complain(text: *const c_char);
        pub fn say_for_ever();
        pub fn variable(name: *const c_char, out: *mut c_char, length: c_int) -> c_int;
        pub fn read_at(
            path: *const c_char,
            offset: c_int,
            from: c_int,
            out: *mut c_char,
            length: c_int,
        ) -> c_int;
        pub fn size_of(path: *const c_char) -> c_longlong;
        pub fn list(path: *const c_char, out: *mut c_char, length: c_int) -> c_int;
        pub fn open_error(path: *const c_char, mode: *const c_char) -> c_int;
        pub fn open_until_refused(path: *const c_char) -> c_int;
        pub fn raw(call: c_int, a: c_int, b: c_int, c: c_int, d: c_int, wide: c_longlong) -> c_int;
        pub fn speak_deep(depth: c_int) -> c_int;
    }
}
