//! The wrapper of `guests/rows.c`.

#[ringfence::library("rows")]
#[allow(missing_docs, reason = "the C file documents itself")]
pub mod rows {
    use std::ffi::{c_char, c_int, c_long, c_uint, c_void};

    #[repr(C)]
    #[c_name = "enum shade"]
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Shade {
        #[c_name = "LIGHT"]
        Light = 1,
        #[c_name = "DARK"]
        Dark = 4,
    }

    pub type StepFn = Option<unsafe extern "C" fn(user: *mut c_void, n: c_int) -> c_int>;

    extern "C" {
        #[batch]
        pub fn rows_add(a: c_int, b: c_int) -> c_int;
        #[batch]
        pub fn rows_mix(a: f32, b: i64, c: u8) -> f64;
        #[batch]
        pub fn rows_flip(shade: Shade) -> Shade;
        #[batch]
        pub fn rows_half(v: c_long) -> c_long;
        #[batch]
        pub fn rows_next(text: *const c_char) -> *const c_char;
        #[batch]
        pub fn rows_apply(step: StepFn, n: c_int) -> c_int;
        #[batch]
        pub fn rows_tick();
        pub fn rows_ticks() -> c_uint;
        #[batch]
        pub fn rows_unless_seven(n: c_int) -> c_int;
        #[batch]
        pub fn rows_forever_at_seven(n: c_int) -> c_int;
        #[batch]
        pub fn rows_scribble(where_: *mut c_void, bytes: c_uint);
    }
}
