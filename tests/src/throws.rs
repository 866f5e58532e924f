//! The wrappers of `guests/throws.cpp` and `guests/throws_jumps.cpp`.

/// C++ that catches.
#[ringfence::library("throws")]
#[allow(missing_docs, reason = "the C header documents it")]
pub mod throws {
    use std::ffi::{c_char, c_int, c_uint};

    pub type Step = Option<unsafe extern "C" fn(value: c_int) -> c_int>;

    extern "C" {
        pub fn throws_clause(what: c_int) -> c_int;
        pub fn throws_out(what: c_int) -> c_int;
        pub fn throws_noexcept(what: c_int) -> c_int;
        pub fn throws_live() -> c_int;
        pub fn throws_deep(depth: c_int) -> c_int;
        pub fn throws_again(value: c_int) -> c_int;
        pub fn throws_nested(value: c_int) -> c_int;
        pub fn throws_in_constructor(member: c_int) -> c_int;
        pub fn throws_in_array(element: c_int) -> c_int;
        pub fn throws_while_unwinding() -> c_int;
        pub fn throws_kept(value: c_int) -> c_int;
        pub fn throws_many(count: c_int) -> c_int;
        pub fn throws_of_the_library(what: c_int) -> *const c_char;
        pub fn throws_message(what: c_int) -> *const c_char;
        pub fn throws_each(step: Step) -> c_int;
        pub fn throws_garbage(address: c_uint) -> c_int;
        pub fn throws_lies(how: c_int) -> c_int;
    }
}

/// C++ that catches, and jumps.
#[ringfence::library("throws_jumps")]
#[allow(missing_docs, reason = "the C header documents it")]
pub mod jumps {
    use std::ffi::c_int;

    extern "C" {
        pub fn mixed_each_to_its_own(value: c_int) -> c_int;
        pub fn mixed_jump_from_handler(value: c_int) -> c_int;
        pub fn mixed_jump_past_destructor() -> c_int;
        pub fn mixed_jump_out_of_noexcept() -> c_int;
    }
}
