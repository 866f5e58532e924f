//! The wrapper of `guests/conformance.c`.

#[ringfence::library("conformance")]
#[allow(missing_docs, reason = "the C file documents itself")]
pub mod conformance {
    use std::ffi::{c_char, c_double, c_float, c_int, c_long, c_longlong, c_uint, c_void};

    extern "C" {
        pub fn add(a: c_int, b: c_int) -> c_int;
        pub fn add_and_print(a: c_int, b: c_int) -> c_int;
        pub fn weigh_twelve(
            a: c_int,
            b: c_double,
            c: c_longlong,
            d: c_float,
            e: c_int,
            f: c_double,
            g: c_uint,
            h: c_float,
            i: c_double,
            j: c_double,
            k: c_double,
            l: c_double,
        ) -> c_double;
        pub fn weigh_five_whole(
            a: c_int,
            b: c_double,
            c: c_longlong,
            d: c_float,
            e: c_int,
            f: c_uint,
            g: c_int,
        ) -> c_double;
        pub fn weigh_nine_floats(
            a: c_float,
            b: c_double,
            c: c_float,
            d: c_double,
            e: c_float,
            f: c_double,
            g: c_float,
            h: c_double,
            i: c_float,
        ) -> c_float;
        pub fn add_eleven_ints(
            a: c_int,
            b: c_int,
            c: c_int,
            d: c_int,
            e: c_int,
            f: c_int,
            g: c_int,
            h: c_int,
            i: c_int,
            j: c_int,
            k: c_int,
        ) -> c_longlong;
        pub fn add_eleven_longs(
            a: c_long,
            b: c_long,
            c: c_long,
            d: c_long,
            e: c_long,
            f: c_long,
            g: c_long,
            h: c_long,
            i: c_long,
            j: c_long,
            k: c_long,
        ) -> c_longlong;
        pub fn add_eleven_wide(
            a: c_longlong,
            b: c_longlong,
            c: c_longlong,
            d: c_longlong,
            e: c_longlong,
            f: c_longlong,
            g: c_longlong,
            h: c_longlong,
            i: c_longlong,
            j: c_longlong,
            k: c_longlong,
        ) -> c_longlong;
        pub fn add_floats(a: f32, b: f32) -> f32;
        pub fn add_doubles(a: f64, b: f64) -> f64;
        pub fn sum_doubles(values: *const f64, count: usize) -> f64;
        pub fn all_bits() -> u64;
        pub fn lowest() -> i64;
        pub fn wide_counter() -> u64;
        pub fn cut_to_int(v: i64) -> c_int;
        pub fn cut_to_byte(v: c_uint) -> u8;
        pub fn some_longs() -> *const c_long;
        pub fn double_longs(values: *mut c_long, count: usize);
        pub fn echo_pointer(p: *mut c_void) -> *mut c_void;
        pub fn same_pointer(p: *const c_void, q: *const c_void) -> c_int;
        pub fn store_pointer(place: *mut *mut c_void, address: c_uint);
        pub fn endless() -> *const c_char;
        pub fn count_up() -> c_uint;
    }
}
