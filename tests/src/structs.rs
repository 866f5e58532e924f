//! The wrapper of `guests/structs.c`: structs in every shape.

#[ringfence::library("structs")]
#[allow(missing_docs, reason = "the C file documents itself")]
pub mod structs {
    use std::ffi::{c_char, c_int, c_uint, c_void};

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

    #[repr(C)]
    #[c_name = "single"]
    pub struct Single {
        pub value: f64,
    }

    #[repr(C)]
    #[c_name = "wrapped"]
    pub struct Wrapped {
        pub inner: [Single; 1],
    }

    #[repr(C)]
    #[c_name = "yes"]
    pub struct Yes {
        pub value: bool,
    }

    #[repr(C)]
    #[c_name = "tiny"]
    pub struct Tiny {
        pub value: i8,
    }

    #[repr(C)]
    #[c_name = "big"]
    pub struct Big {
        pub value: i64,
    }

    #[repr(C)]
    #[c_name = "empty"]
    pub struct Empty {}

    #[repr(C)]
    #[c_name = "reference"]
    pub struct Reference {
        pub target: *const Pair,
    }

    #[repr(C)]
    #[c_name = "mixed_pair"]
    pub struct MixedPair {
        pub weight: f64,
        pub tag: u8,
    }

    #[repr(C)]
    #[c_name = "node"]
    pub struct Node {
        pub context: [u32; 4],
        pub id: *const c_void,
        pub tree: *const c_void,
    }

    #[repr(C)]
    #[c_name = "either"]
    pub union Either {
        pub whole: i32,
        pub part: f64,
        pub bytes: [u8; 12],
    }

    #[repr(C)]
    #[c_name = "one_of"]
    pub union OneOf {
        pub part: f32,
    }

    pub type weigh_fn =
        Option<unsafe extern "C" fn(user: *const c_void, p: Pair, s: Single, e: Empty) -> f64>;
    pub type test_fn = Option<unsafe extern "C" fn(t: Tiny) -> Yes>;

    #[repr(C)]
    #[c_name = "packet"]
    pub struct Packet {
        #[bits(3)]
        pub version: c_uint,
        #[bits(5)]
        pub kind: c_uint,
        #[bits(7)]
        pub delta: c_int,
        #[bits(1)]
        pub last: bool,
        #[bits(4)]
        pub suit: Suit,
        #[bits(40)]
        pub long_one: u64,
        pub after: c_char,
    }

    #[repr(C)]
    #[c_name = "value"]
    pub struct Value {
        pub tag: c_int,
        #[anonymous]
        pub held: Held,
        pub color: Rgb,
    }

    #[repr(C)]
    #[anonymous]
    pub union Held {
        pub i: i32,
        #[anonymous]
        pub halves: Halves,
        pub f: f32,
    }

    #[repr(C)]
    #[anonymous]
    pub struct Halves {
        pub low: i16,
        pub high: i16,
    }

    #[repr(C)]
    #[anonymous]
    pub struct Rgb {
        pub r: u8,
        pub g: u8,
        pub b: u8,
    }

    #[repr(C)]
    #[c_name = "message"]
    pub struct Message {
        pub length: u16,
        pub words: [u32; 0],
    }

    #[repr(C, packed)]
    #[c_name = "tight"]
    pub struct Tight {
        pub tag: u8,
        pub word: u32,
        pub end: u8,
    }

    #[repr(C, align(16))]
    #[c_name = "wide"]
    pub struct Wide {
        pub tag: u8,
    }

    extern "C" {
        pub fn fill_record(r: *mut Record);
        pub fn sum_record(r: *const Record) -> i64;
        pub fn a_line() -> *mut Line;
        pub fn some_pairs() -> *mut Pair;
        pub fn some_names() -> *const *const c_char;
        pub fn some_suits() -> *const Suit;
        pub fn wild_record(address: u32) -> *mut Record;

        pub fn twice(s: Single) -> Single;
        pub fn twice_wrapped(w: Wrapped) -> Wrapped;
        pub fn odd(v: c_int) -> Yes;
        pub fn is_yes(y: Yes) -> bool;
        pub fn negative(t: Tiny) -> Tiny;
        pub fn shifted(b: Big) -> Big;
        pub fn nothing_in(e: Empty, v: c_int, out: *mut c_int) -> Empty;
        pub fn refer(r: Reference) -> Reference;
        pub fn swap(p: Pair) -> Pair;
        pub fn heavier(m: MixedPair, by: f32, other: MixedPair) -> MixedPair;
        pub fn child(n: Node, index: u32) -> Node;
        pub fn depth(n: Node) -> u32;
        pub fn of_part(part: f64) -> Either;
        pub fn part_of(e: Either) -> f64;
        pub fn half(o: OneOf) -> f32;
        pub fn wider(w: Wide) -> Wide;

        pub fn call_weigh(f: weigh_fn, user: *const c_void) -> f64;
        pub fn call_test(f: test_fn, value: c_int) -> bool;
        pub fn a_weigh() -> weigh_fn;

        pub fn fill_packet(p: *mut Packet);
        pub fn check_packet(p: *const Packet) -> c_int;
        pub fn fill_value(v: *mut Value);
        pub fn a_message() -> *mut Message;
        pub fn sum_message(m: *const Message) -> u32;
        pub fn a_lie() -> *mut Message;
        pub fn at_the_end() -> *mut Message;
        pub fn fill_tight(t: *mut Tight);

        pub fn smash_result() -> Node;
        pub fn forget_result() -> Node;
        pub fn change_argument(argument: Node) -> Pair;
    }
}
