//! Closures lent, kept, revoked, stored and called in any order never run outside their lives.
#![no_main]

#[allow(dead_code, reason = "the tests call more of it")]
#[path = "../../runtime/tests/callbacks/guest.rs"]
mod guest;
#[path = "../../runtime/tests/callbacks/sequence.rs"]
mod sequence;

use libfuzzer_sys::fuzz_target;

// A longer program is many scopes in a row; what happens in one needs no more.
fuzz_target!(|bytes: &[u8]| sequence::run(bytes.get(..100).unwrap_or(bytes)));
