#[ringfence::library("small")]
/// A small library.
pub mod small {
    use std::ffi::{c_char, c_int, c_long, c_ulong, c_void};

    pub struct Parser;

    extern "C" {
        /// Makes a parser.
        ///
        /// It must be freed.
        pub fn parser_new(text: *const c_char, length: usize) -> *mut Parser;
        pub fn parser_free(parser: *mut Parser);
        #[deprecated(note = "use parser_new")]
        #[link_name = "parser_open"]
        pub fn open(parser: *mut *mut Parser, _: *const *const c_char) -> bool;
        pub fn numbers(a: i8, b: u16, c: c_int, d: u64, e: f32, f: f64, g: isize) -> f64;
        pub fn longs(position: c_long, bits: c_ulong) -> c_long;
        pub fn flags() -> c_ulong;
        pub fn log(format: *const c_char, ...) -> c_int;
        pub fn vlog(arguments: va_list, ...);
        #[batch]
        pub fn scale(by: f32, position: c_long) -> c_ulong;
        #[batch]
        pub fn touch();
        #[batch]
        pub fn next(parser: *mut Parser) -> *mut Parser;
        pub fn read(target: *mut c_void, r#type: c_int) -> usize;
    }
}
