//! The wrapper of `guests/cpp.cpp`.

#[ringfence::library("cpp")]
#[allow(missing_docs, reason = "the C header documents it")]
pub mod cpp {
    use std::ffi::{c_char, c_int};

    pub struct Words;

    extern "C" {
        #[owned(free = words_free)]
        pub fn words_new() -> *mut Words;
        pub fn words_free(words: *mut Words);
        pub fn words_add(words: *mut Words, text: *const c_char) -> c_int;
        pub fn words_longest(words: *const Words) -> *const c_char;
        pub fn built_before_anyone_called() -> c_int;
        pub fn classes_work() -> c_int;
        pub fn give(what: c_int) -> c_int;
        #[link_name = "_ZN4text6tripleEi"]
        pub fn triple(value: c_int) -> c_int;
    }
}
