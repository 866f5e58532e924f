//! The wrapper of `guests/shapes.c`: one function for each way a value can cross.

#[ringfence::library("shapes")]
#[allow(missing_docs, reason = "the C file documents itself")]
pub mod shapes {
    use std::ffi::{c_char, c_int, c_long, c_short, c_ulong, c_void};

    #[repr(C)]
    #[c_name = "enum color"]
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Color {
        #[c_name = "COLOR_RED"]
        Red = 1,
        #[c_name = "COLOR_GREEN"]
        Green = 2,
        #[c_name = "COLOR_BLUE"]
        Blue = 1000,
    }

    #[repr(C)]
    #[c_name = "enum level"]
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Level {
        #[c_name = "LEVEL_LOW"]
        Low = -1,
        #[c_name = "LEVEL_HIGH"]
        High = 1,
    }

    #[repr(C)]
    #[c_name = "point"]
    pub struct Point {
        pub x: i32,
        pub y: i32,
    }

    #[repr(C)]
    #[c_name = "mixed"]
    pub struct Mixed {
        pub tag: c_char,
        pub wide: i64,
        pub narrow: c_short,
        pub native: c_long,
        pub size: usize,
        pub flag: bool,
        pub ratio: f64,
        pub color: Color,
        pub corners: [Point; 3],
        pub name: *const c_char,
        pub next: *mut Mixed,
        pub compare: Option<extern "C" fn(*const c_void, *const c_void) -> c_int>,
        pub matrix: [[f32; 3]; 2],
        pub last: u8,
    }

    pub struct Parser;

    extern "C" {
        pub fn echo_i8(v: i8) -> i8;
        pub fn echo_u8(v: u8) -> u8;
        pub fn echo_i16(v: i16) -> i16;
        pub fn echo_u16(v: u16) -> u16;
        pub fn echo_i32(v: i32) -> i32;
        pub fn echo_u32(v: u32) -> u32;
        pub fn echo_i64(v: i64) -> i64;
        pub fn echo_u64(v: u64) -> u64;
        pub fn echo_f32(v: f32) -> f32;
        pub fn echo_f64(v: f64) -> f64;
        pub fn echo_bool(v: bool) -> bool;
        pub fn negate(v: bool) -> bool;
        pub fn echo_size(v: usize) -> usize;
        pub fn echo_diff(v: isize) -> isize;
        pub fn echo_long(v: c_long) -> c_long;
        pub fn echo_ulong(v: c_ulong) -> c_ulong;
        pub fn echo_char(v: c_char) -> c_char;
        pub fn echo_color(v: Color) -> Color;
        pub fn echo_level(v: Level) -> Level;
        pub fn bits_of_f64(v: f64) -> u64;
        pub fn nothing();

        pub fn sixteen(
            a: i8,
            b: u8,
            c: i16,
            d: u16,
            e: i32,
            f: u32,
            g: i64,
            h: u64,
            i: f32,
            j: f64,
            k: bool,
            l: usize,
            m: c_long,
            n: c_char,
            o: Color,
            p: *const c_void,
        ) -> i64;

        pub fn fill_mixed(m: *mut Mixed);
        pub fn read_mixed(m: *const Mixed) -> i64;

        pub fn parser_new() -> *mut Parser;
        pub fn parser_feed(p: *mut Parser, bytes: *const u8, length: usize) -> c_int;
        pub fn parser_text(p: *const Parser) -> *const c_char;
        pub fn parser_free(p: *mut Parser);
        pub fn parser_open(out: *mut *mut Parser) -> c_int;

        pub fn length_of(text: *const c_char) -> usize;
        pub fn split(bytes: *const u8, length: usize, sum: *mut u32, middle: *mut *const u8);
        pub fn scale(values: *mut i32, count: usize, factor: i32);
        pub fn aligned_table() -> *const u16;
        pub fn unaligned_table() -> *const u16;
        /// Collides with `Scope::read`, so it is called as `read_`.
        pub fn read(v: c_int) -> c_int;
        #[link_name = "shape_version"]
        pub fn version() -> c_int;
    }
}
