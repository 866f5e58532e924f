//! The interface of `tally`, read from tally.h.
//!
//! The attributes that are commented out propose contracts, guessed by names and types. Compare one with the
//! library's documentation, correct it, and take it into force by removing the `// ` of all its lines. The range
//! `0..=0x7fff_ffff` stands where a sensible one has to be found.

/// The C library.
#[ringfence::library("tally")]
pub mod tally {
    use std::ffi::{c_char, c_int};

    pub const TALLY_EMPTY: i32 = 1;
    pub const TALLY_LETTERS: i32 = 256;
    pub const TALLY_OK: i32 = 0;
    pub struct tally;

    extern "C" {
        /// The version of the library.
        // #[returns(c_str(max = 256))]
        pub fn tally_version() -> *const c_char;
        /// A counter that has seen nothing. NULL without memory.
        pub fn tally_new() -> *mut tally;
        /// Counts the bytes of a text.
        pub fn tally_add(counter: *mut tally, bytes: *const u8, length: usize) -> c_int;
        /// ```text
        /// The byte that was seen most often, and how often. TALLY_EMPTY if there was none.
        /// ```
        // #[status(ok = 0)]
        pub fn tally_most(
            // #[handle]
            counter: *const tally,
            // #[out(in = 0..=0x7fff_ffff)]
            letter: *mut u32,
            // #[out(in = 0..=0x7fff_ffff)]
            count: *mut u32,
        ) -> c_int;
        /// Writes the bytes that were seen, in order; gives their number.
        // #[status(ok = 0..=0x7fff_ffff)]
        pub fn tally_seen(
            // #[handle]
            counter: *const tally,
            // #[out(len = capacity, written = result)]
            out: *mut u8,
            capacity: usize,
        ) -> usize;
        /// Ends a counter.
        pub fn tally_free(counter: *mut tally);
        /// Whether a byte is a letter of ASCII.
        #[link_name = "ringfence_inline_tally_is_letter"]
        pub fn tally_is_letter(byte: c_int) -> c_int;
    }

    // Left out:
    // - `tally_share`: `u128` is not supported
}
