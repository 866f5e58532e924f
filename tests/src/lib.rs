//! Wrappers of test guests, and what the tests share.
#![forbid(unsafe_code)]

#[cfg(doctest)]
mod book;
pub mod capable;
pub mod conformance;
pub mod contracts;
pub mod cpp;
pub mod engines;
pub mod expat;
pub mod functions;
pub mod gain;
pub mod globals;
pub mod headers;
pub mod hostile;
pub mod jumps;
pub mod rows;
pub mod shapes;
pub mod states;
pub mod stb;
pub mod strings;
pub mod structs;
pub mod throws;
pub mod traced;
pub mod vectors;

use hostile::hostile::{Hostile, HostileCalls as _};
use ringfence::{Pool, verify};

/// Checks that a pool serves an honest request, whatever came before.
///
/// # Panics
///
/// When it does not.
pub fn assert_serves(pool: &Pool<Hostile>) {
    let text = b"the quick brown fox jumps over the lazy dog";
    let sum = pool
        .scope(|s| {
            let input = s.copy_in(text)?;
            verify!(s.checksum(input.ptr(), input.len())?, in ..)
        })
        .expect("an honest request must be served");
    let expected =
        text.iter().fold(2_166_136_261_u32, |sum, &byte| (sum ^ u32::from(byte)).wrapping_mul(16_777_619));
    assert_eq!(sum, expected);
}

/// Host memory that nobody should write to: on the heap, on the stack, and in a static.
#[derive(Debug)]
pub struct Canary {
    heap: Vec<u64>,
    stack: [u64; 64],
}

static CANARY: [u64; 64] = [PATTERN; 64];
const PATTERN: u64 = 0x5afe_c0de_5afe_c0de;

impl Canary {
    /// Lays the canaries out.
    #[must_use]
    pub fn new() -> Self {
        Self { heap: vec![PATTERN; 1 << 16], stack: [PATTERN; 64] }
    }

    /// # Panics
    ///
    /// When a canary changed.
    pub fn assert_untouched(&self) {
        let all = self.heap.iter().chain(&self.stack).chain(&CANARY);
        assert!(std::hint::black_box(all).all(|&word| word == PATTERN), "host memory was written to");
    }
}

impl Default for Canary {
    fn default() -> Self {
        Self::new()
    }
}
