//! The bounds module against arithmetic that cannot overflow.
//!
//! Includes the module's source by itself, so that the target builds in seconds.
#![no_main]

use arbitrary::Arbitrary;
use libfuzzer_sys::fuzz_target;

#[path = "../../runtime/src/memory/bounds.rs"]
#[allow(dead_code, reason = "the module serves more callers than this one")]
mod bounds;

#[derive(Arbitrary, Debug)]
struct Input {
    address: u32,
    count: u32,
    size: u32,
    memory: u32,
    shift: u8,
}

fuzz_target!(|input: Input| {
    let Input { address, count, size, memory, shift } = input;
    let (start, bytes) = (u128::from(address), u128::from(count) * u128::from(size));
    let inside = start + bytes <= u128::from(memory) && (start != 0 || bytes == 0);
    match bounds::range(address, count, size, memory as usize) {
        Ok(range) => {
            assert!(inside);
            assert_eq!((range.start as u128, range.len() as u128), (start, bytes));
        }
        Err(_) => assert!(!inside),
    }

    let element = if address == 0 { 0 } else { start + bytes };
    assert_eq!(u128::from(bounds::element(address, count, size)), element.min(u128::from(u32::MAX)));

    let align = 1u32 << (shift % 32);
    let aligned = u64::from(address).next_multiple_of(u64::from(align));
    assert_eq!(bounds::align_up(address, align).map(u64::from), u32::try_from(aligned).ok().map(u64::from));
});
