//! The wrapper of `guests/structs.c`: structs in every shape.

#[ringfence::library("structs")]
#[allow(missing_docs, reason = "the C file documents itself")]
pub mod structs {
    use std::ffi::c_char;

    #[repr(C)]
    #[c_name = "enum suit"]
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Suit {
        #[c_name = "SUIT_CLUBS"]
        Clubs = 1,
        #[c_name = "SUIT_SPADES"]
        Spades = 4,
    }

    #[repr(C)]
    #[c_name = "pair"]
    pub struct Pair {
        pub x: i32,
        pub y: i32,
    }

    #[repr(C)]
    #[c_name = "record"]
    pub struct Record {
        pub tag: u8,
        pub weight: f64,
        pub size: usize,
        pub on: bool,
        pub suit: Suit,
        pub name: *const c_char,
        pub next: *mut Record,
        pub text: [c_char; 12],
        pub corners: [Pair; 3],
        pub hand: [Suit; 2],
        pub sizes: [usize; 2],
        pub links: [*mut Record; 2],
        pub grid: [[i16; 3]; 2],
        pub table: [[Pair; 2]; 2],
        pub inner: Pair,
    }

    #[repr(C)]
    #[c_name = "line"]
    pub struct Line {
        pub a: i64,
        pub b: i64,
        pub c: i64,
        pub d: i64,
        pub e: i32,
        pub f: i32,
        pub g: i32,
        pub h: i32,
        pub i: f64,
        pub j: f64,
    }

    extern "C" {
        pub fn fill_record(r: *mut Record);
        pub fn sum_record(r: *const Record) -> i64;
        pub fn a_line() -> *mut Line;
        pub fn some_pairs() -> *mut Pair;
        pub fn some_names() -> *const *const c_char;
        pub fn some_suits() -> *const Suit;
        pub fn wild_record(address: u32) -> *mut Record;
    }
}
