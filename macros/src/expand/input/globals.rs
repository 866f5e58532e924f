#[ringfence::library("small")]
pub mod small {
    use std::ffi::{c_char, c_int};

    extern "C" {
        /// How many there are.
        pub static mut count: c_int;
        #[link_name = "small_version"]
        pub static VERSION: [c_char; 8];
        pub static names: *const *const c_char;
        pub static hook: Option<unsafe extern "C" fn(c_int)>;
        pub static read: u64;
        pub fn run();
    }
}
