//! The one place where guest addresses become ranges of bytes.
//!
//! A guest address is a number that hostile code chose. It is never turned into a host pointer: it becomes a
//! [`Range`] of indices into the slice that the engine hands out for the memory, and only after unsigned
//! 64-bit arithmetic has shown that the whole range lies inside. Sums cannot wrap: an address is below 2³²,
//! and a count times a size is at most (2³² − 1)², so their sum is below 2⁶⁴.

use std::ops::Range;

/// Why an address does not name bytes of the memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutOfBounds {
    /// The address is null and at least one byte was asked for.
    Null,
    /// Some byte of the range lies beyond the end of the memory.
    Beyond,
}

/// The bytes of `count` objects of `size` bytes each, the first one at `address`, in a memory of `memory`
/// bytes.
///
/// A range of zero bytes is accepted anywhere up to the end of the memory, null included: C passes
/// `(NULL, 0)` for "nothing".
#[inline]
pub fn range(address: u32, count: u32, size: u32, memory: usize) -> Result<Range<usize>, OutOfBounds> {
    let bytes = u64::from(count).saturating_mul(u64::from(size));
    let start = u64::from(address);
    let end = start.saturating_add(bytes);
    if end > memory as u64 {
        return Err(OutOfBounds::Beyond);
    }
    if start == 0 && bytes != 0 {
        return Err(OutOfBounds::Null);
    }
    // `end` is at most `memory`, a `usize`, and `start` at most `end`: neither cast can lose bits.
    Ok(start as usize..end as usize)
}

/// The address `bytes` beyond `address`: null for null, and the last address there is when the sum does not
/// fit.
///
/// A field of null is as null as the struct. No memory reaches the last address (the runtime caps memories
/// one page below 4 GiB), so a sum that would wrap in C is an address that fails every later check.
#[inline]
pub fn offset(address: u32, bytes: u32) -> u32 {
    if address == 0 { 0 } else { address.saturating_add(bytes) }
}

/// The address of element `index` of an array of objects of `size` bytes; saturates like [`offset`].
#[inline]
pub fn element(address: u32, index: u32, size: u32) -> u32 {
    offset(address, index.saturating_mul(size))
}

/// The smallest multiple of `align` that is at least `address`, if there is one below 2³².
///
/// `align` is a power of two.
#[inline]
pub fn align_up(address: u32, align: u32) -> Option<u32> {
    let mask = align.saturating_sub(1);
    Some(address.checked_add(mask)? & !mask)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Counts byte by byte in 128-bit integers, which cannot overflow: slow and obviously right.
    fn oracle(address: u32, count: u32, size: u32, memory: usize) -> Result<Range<usize>, OutOfBounds> {
        let first = i128::from(address);
        let bytes = i128::from(count) * i128::from(size);
        let past = first + bytes;
        if past > memory as i128 {
            Err(OutOfBounds::Beyond)
        } else if bytes > 0 && first == 0 {
            Err(OutOfBounds::Null)
        } else {
            Ok(usize::try_from(first).unwrap()..usize::try_from(past).unwrap())
        }
    }

    /// Values at which arithmetic goes wrong, and everything else.
    fn edgy() -> impl Strategy<Value = u32> {
        prop_oneof![
            Just(0),
            Just(1),
            Just(7),
            Just(65_535),
            Just(65_536),
            Just(0x7fff_ffff),
            Just(0x8000_0000),
            Just(u32::MAX - 1),
            Just(u32::MAX),
            any::<u32>(),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20_000))]

        #[test]
        fn range_agrees_with_the_oracle(a in edgy(), n in edgy(), s in edgy(), m in edgy()) {
            let memory = m as usize;
            prop_assert_eq!(range(a, n, s, memory), oracle(a, n, s, memory));
        }

        #[test]
        fn an_accepted_range_can_be_sliced(a in 0u32..300, n in 0u32..300, s in 0u32..9, m in 0usize..2000) {
            let memory = vec![0u8; m];
            if let Ok(range) = range(a, n, s, m) {
                prop_assert_eq!(memory.get(range).map(<[u8]>::len), Some((n * s) as usize));
            }
        }

        #[test]
        fn a_saturated_address_is_never_accepted(a in edgy(), i in 1u32.., s in 1u32..) {
            let wide = if a == 0 { 0 } else { u64::from(a) + u64::from(i) * u64::from(s) };
            let address = element(a, i, s);
            if wide > u64::from(u32::MAX) {
                // The largest memory that the runtime allows ends one page below 4 GiB.
                prop_assert!(range(address, 1, 1, (4 << 30) - 65_536).is_err());
            } else {
                prop_assert_eq!(u64::from(address), wide);
            }
        }

        #[test]
        fn aligned_addresses_are_the_next_multiple(a in edgy(), shift in 0u32..17) {
            let align = 1u32 << shift;
            let wide = u64::from(a).next_multiple_of(u64::from(align));
            prop_assert_eq!(align_up(a, align).map(u64::from), (wide <= u64::from(u32::MAX)).then_some(wide));
        }
    }

    #[test]
    fn the_last_byte_is_inside_and_the_next_is_not() {
        assert_eq!(range(65_535, 1, 1, 65_536), Ok(65_535..65_536));
        assert_eq!(range(65_535, 2, 1, 65_536), Err(OutOfBounds::Beyond));
        assert_eq!(range(65_536, 0, 8, 65_536), Ok(65_536..65_536));
        assert_eq!(range(65_537, 0, 8, 65_536), Err(OutOfBounds::Beyond));
    }
}
