#[ringfence::library("small")]
pub mod small {
    use std::ffi::{c_char, c_int, c_long, c_void};

    /// Receives one row.
    pub type row_fn = Option<unsafe extern "C" fn(user: *mut c_void, row: *const u8, length: usize) -> c_int>;
    pub type Compare = unsafe extern "C" fn(*const c_void, *const c_void) -> c_int;
    pub type Log = Option<unsafe extern "C" fn(format: *const c_char, ...)>;
    pub(crate) type never_mentioned = Option<extern "C" fn() -> Level>;

    #[repr(C)]
    pub enum Level {
        Low,
        High,
    }

    #[repr(C)]
    pub struct Parser {
        pub user: *mut c_void,
        pub on_row: row_fn,
        pub on_end: Option<unsafe extern "C" fn(parser: *mut Parser, position: c_long) -> c_long>,
        pub hooks: [Option<extern "C" fn()>; 2],
    }

    extern "C" {
        pub fn decode(bytes: *const u8, length: usize, row: row_fn, user: *mut c_void) -> c_int;
        pub fn sort(items: *mut c_void, count: usize, size: usize, compare: Option<Compare>);
        pub fn default_compare() -> Compare;
        pub fn set_log(log: Log) -> Log;
        pub fn on_exit(call: Option<extern "C" fn()>, wrap: Option<extern "C" fn(row_fn) -> row_fn>);
        pub fn table(hooks: *mut row_fn);
    }
}
