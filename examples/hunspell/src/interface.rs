//! The part of `hunspell.h` that is used.

#[ringfence::library("hunspell")]
#[allow(missing_docs, reason = "hunspell.h documents it")]
pub mod hunspell {
    use std::ffi::{c_char, c_int};

    pub struct Hunhandle;

    extern "C" {
        #[link_name = "Hunspell_create"]
        pub fn create(affixes: *const c_char, words: *const c_char) -> *mut Hunhandle;
        #[link_name = "Hunspell_get_dic_encoding"]
        pub fn encoding(speller: *mut Hunhandle) -> *mut c_char;
        #[link_name = "Hunspell_spell"]
        pub fn spell(speller: *mut Hunhandle, word: *const c_char) -> c_int;
        #[link_name = "Hunspell_suggest"]
        pub fn suggest(speller: *mut Hunhandle, list: *mut *mut *mut c_char, word: *const c_char) -> c_int;
        #[link_name = "Hunspell_free_list"]
        pub fn free_list(speller: *mut Hunhandle, list: *mut *mut *mut c_char, count: c_int);
    }
}
