//! The wrapper of `guests/functions.c`: function pointers in every place where C allows one.

#[ringfence::library("functions")]
#[allow(missing_docs, reason = "the C file documents itself")]
pub mod functions {
    use std::ffi::{c_char, c_int, c_long, c_ulong, c_void};

    #[repr(C)]
    #[c_name = "enum verdict"]
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Verdict {
        #[c_name = "VERDICT_GO"]
        Go = 1,
        #[c_name = "VERDICT_STOP"]
        Stop = 2,
    }

    /// Receives a row.
    pub type row_fn =
        Option<unsafe extern "C" fn(user: *mut c_void, row: *const u8, length: usize) -> Verdict>;
    pub type CompareFn = unsafe extern "C" fn(*const c_void, *const c_void) -> c_int;
    pub type WrapFn = Option<unsafe extern "C" fn(inner: row_fn) -> row_fn>;
    pub type MixFn = Option<
        unsafe extern "C" fn(a: i8, b: u16, c: i64, d: f32, e: f64, f: c_long, g: c_ulong, h: usize) -> f64,
    >;
    pub type LogFn = Option<unsafe extern "C" fn(format: *const c_char, ...) -> c_int>;

    #[repr(C)]
    #[c_name = "decoder"]
    pub struct Decoder {
        pub user: *mut c_void,
        pub on_row: row_fn,
        pub on_end: Option<unsafe extern "C" fn(this: *mut Decoder, rows: c_long) -> c_long>,
        pub hooks: [Option<unsafe extern "C" fn(this: *mut Decoder)>; 2],
        pub rows: i64,
    }

    extern "C" {
        pub fn decode(this: *mut Decoder, bytes: *const u8, length: usize, row: usize) -> c_int;
        pub fn sort(items: *mut i32, count: usize, compare: Option<CompareFn>);
        pub fn ascending() -> CompareFn;
        pub fn counter() -> row_fn;
        pub fn chosen(a: row_fn, b: row_fn, which: c_int) -> row_fn;
        pub fn choose(out: *mut row_fn, which: c_int);
        pub fn wrap(wrapper: WrapFn, inner: row_fn) -> row_fn;
        pub fn mix(call: MixFn) -> f64;
        pub fn mixer() -> MixFn;
        pub fn rows_counted() -> i64;
        pub fn write_log(log: LogFn, number: c_int) -> c_int;
        pub fn forged(index: u32) -> row_fn;
    }
}
