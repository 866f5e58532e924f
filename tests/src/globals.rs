//! The wrapper of `guests/globals.c`: variables, and names of the C library for numbers.

#[ringfence::library("globals")]
#[allow(missing_docs, reason = "the C file documents itself")]
pub mod globals {
    use std::ffi::{c_char, c_int};

    #[repr(C)]
    #[c_name = "totals"]
    pub struct Totals {
        pub sum: i64,
        pub last: [i32; 3],
    }

    #[repr(C)]
    #[c_name = "named"]
    pub struct Named {
        pub before_intmax_t: c_char,
        pub value_intmax_t: intmax_t,
        pub before_uintmax_t: c_char,
        pub value_uintmax_t: uintmax_t,
        pub before_time_t: c_char,
        pub value_time_t: time_t,
        pub before_suseconds_t: c_char,
        pub value_suseconds_t: suseconds_t,
        pub before_clock_t: c_char,
        pub value_clock_t: clock_t,
        pub before_off_t: c_char,
        pub value_off_t: off_t,
        pub before_blkcnt_t: c_char,
        pub value_blkcnt_t: blkcnt_t,
        pub before_blksize_t: c_char,
        pub value_blksize_t: blksize_t,
        pub before_dev_t: c_char,
        pub value_dev_t: dev_t,
        pub before_ino_t: c_char,
        pub value_ino_t: ino_t,
        pub before_nlink_t: c_char,
        pub value_nlink_t: nlink_t,
        pub before_mode_t: c_char,
        pub value_mode_t: mode_t,
        pub before_uid_t: c_char,
        pub value_uid_t: uid_t,
        pub before_gid_t: c_char,
        pub value_gid_t: gid_t,
        pub before_id_t: c_char,
        pub value_id_t: id_t,
        pub before_useconds_t: c_char,
        pub value_useconds_t: useconds_t,
        pub before_pid_t: c_char,
        pub value_pid_t: pid_t,
        pub before_wchar_t: c_char,
        pub value_wchar_t: wchar_t,
        pub before_wint_t: c_char,
        pub value_wint_t: wint_t,
    }

    pub type Observe = Option<unsafe extern "C" fn(value: i64) -> i64>;

    pub type through_fn = Option<unsafe extern "C" fn(double: f64, float: f32) -> f64>;

    extern "C" {
        pub static mut count: c_int;
        #[link_name = "version"]
        pub static VERSION: [c_char; 8];
        pub static names: [*const c_char; 3];
        pub static mut all: Totals;
        pub static mut observe: Observe;
        pub fn add(value: i32);
        pub fn observed(value: i64) -> i64;
        pub fn fill_named(out: *mut Named);
        pub fn next_second(now: time_t) -> time_t;
        pub fn middle(from: off_t, to: off_t) -> off_t;
        pub fn ticks(now: clock_t) -> clock_t;
        pub fn mask(mode: mode_t) -> mode_t;
        pub fn carry(through: through_fn, bits: u64, narrow: u32) -> u64;
        pub fn bits_of_double(value: f64) -> u64;
        pub fn double_of_bits(bits: u64) -> f64;
        pub fn bits_of_float(value: f32) -> u32;
        pub fn float_of_bits(bits: u32) -> f32;
    }
}
