//! The kinds of lies about one value.

use crate::hostile::declared::Type;

/// What is near a value: other addresses that a pointer might hold.
#[derive(Clone, Copy, Debug)]
pub(super) struct Around {
    pub(super) argument: u64,
    pub(super) end: u64,
}

/// A kind of lie, and what it makes of the value.
#[derive(Clone, Debug)]
pub(super) struct Change {
    pub(super) name: &'static str,
    pub(super) bits: u64,
}

/// Lies about a value of `size` bytes; none is what it honestly is.
pub(super) fn of_value(honest: u64, size: u32, kind: &Type, declared: &[i64], around: Around) -> Vec<Change> {
    // Nothing that travels is wider, and shifts by more would panic.
    let size = size.clamp(1, 8);
    let candidates = match kind {
        Type::Float { .. } => floats(honest, size),
        Type::Bool => booleans(honest),
        Type::Enum(_) => variants(honest, declared),
        Type::Pointer(_) | Type::Array(..) | Type::Struct(_) => pointers(honest, around),
        Type::Callback(_) => callbacks(honest),
        Type::Integer { bytes, signed } => integers(honest, (*bytes).min(size), *signed),
        Type::Unknown => integers(honest, size, true),
    };
    let mask = if size >= 8 { u64::MAX } else { (1 << (8 * size)) - 1 };
    let mut lies: Vec<Change> = Vec::new();
    for (name, bits) in candidates {
        let bits = bits & mask;
        if bits != honest & mask && lies.iter().all(|known| known.bits != bits) {
            lies.push(Change { name, bits });
        }
    }
    lies
}

type Candidates = Vec<(&'static str, u64)>;

fn integers(honest: u64, size: u32, signed: bool) -> Candidates {
    let top = 1_u64 << (8 * size - 1);
    let all = top | (top - 1);
    vec![
        ("zero", 0),
        ("one", 1),
        ("one more", honest.wrapping_add(1)),
        ("one less", honest.wrapping_sub(1)),
        ("doubled", honest.wrapping_mul(2)),
        ("negated", honest.wrapping_neg()),
        (if signed { "largest" } else { "half of all" }, top - 1),
        (if signed { "smallest" } else { "top bit" }, top),
        (if signed { "minus one" } else { "all bits" }, all),
        ("a bit flipped", honest ^ (1 << (4 * size))),
        ("large", 0x1234_5678_1234_5678),
    ]
}

fn pointers(honest: u64, around: Around) -> Candidates {
    vec![
        ("null", 0),
        ("address 1", 1),
        ("unaligned", honest | 1),
        ("a page further", honest.wrapping_add(4096)),
        ("start of memory", 16),
        ("an argument", around.argument),
        ("last bytes", around.end.wrapping_sub(3)),
        ("end of memory", around.end),
        ("last address", 0xffff_ffff),
        ("top bit", honest ^ 0x8000_0000),
    ]
}

fn callbacks(honest: u64) -> Candidates {
    vec![("null", 0), ("one more", honest.wrapping_add(1)), ("all bits", 0xffff_ffff), ("large", 1 << 20)]
}

fn booleans(honest: u64) -> Candidates {
    vec![("opposite", honest ^ 1), ("two", 2), ("255", 255), ("256", 256), ("all bits", u64::MAX)]
}

/// Other variants, and values between and beyond them.
fn variants(honest: u64, declared: &[i64]) -> Candidates {
    let largest = declared.iter().copied().max().unwrap_or(0);
    let smallest = declared.iter().copied().min().unwrap_or(0);
    let mut candidates: Candidates = Vec::new();
    let others = declared.iter().map(|value| value.cast_unsigned()).filter(|value| *value != honest);
    candidates.extend(others.take(2).map(|value| ("other variant", value)));
    for value in [largest.wrapping_add(1), smallest.wrapping_sub(1), i64::from(i32::MIN), 0x1234_5678] {
        if !declared.contains(&value) {
            candidates.push(("no variant", value.cast_unsigned()));
        }
    }
    candidates
}

fn floats(honest: u64, size: u32) -> Candidates {
    let value = if size == 4 { f64::from(f32::from_bits(honest as u32)) } else { f64::from_bits(honest) };
    let bits = |value: f64| if size == 4 { u64::from((value as f32).to_bits()) } else { value.to_bits() };
    vec![
        ("NaN", bits(f64::NAN)),
        ("infinite", bits(f64::INFINITY)),
        ("minus infinite", bits(f64::NEG_INFINITY)),
        ("zero", bits(0.0)),
        ("minus zero", bits(-0.0)),
        ("negated", bits(-value)),
        ("doubled", bits(value * 2.0)),
        ("huge", bits(3e38)),
        ("tiny", 1),
    ]
}

/// Lies about a string that the host looks for within `bound` bytes.
pub(super) fn of_text(bound: u32, honest: &[u8]) -> Vec<(Change, Vec<u8>)> {
    // More is never written: a bound can be all of memory.
    let filled = vec![b'A'; bound.min(64 << 10) as usize];
    let candidates: [(&'static str, Vec<u8>); 5] = [
        ("no end", filled),
        ("not UTF-8", vec![0xff, 0xfe, 0]),
        ("empty", vec![0]),
        ("terminal codes", b"\x1b[2J\0".to_vec()),
        ("a path", b"../../x\0".to_vec()),
    ];
    candidates.into_iter().filter(|(_, bytes)| !honest.starts_with(bytes)).map(whole).collect()
}

/// Lies about what is in a buffer.
pub(super) fn of_content(bytes: u64, honest: &[u8]) -> Vec<(Change, Vec<u8>)> {
    let length = usize::try_from(bytes).unwrap_or(usize::MAX).min(honest.len());
    let mut flipped = honest.get(..length).unwrap_or_default().to_vec();
    if let Some(byte) = flipped.get_mut(length / 2) {
        *byte ^= 0x10;
    }
    let candidates = [("zeroes", vec![0; length]), ("ones", vec![0xff; length]), ("a bit flipped", flipped)];
    candidates.into_iter().filter(|(_, lie)| !lie.is_empty() && lie != honest).map(whole).collect()
}

fn whole((name, bytes): (&'static str, Vec<u8>)) -> (Change, Vec<u8>) {
    (Change { name, bits: 0 }, bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    const AROUND: Around = Around { argument: 5000, end: 65_536 };

    #[test]
    fn no_lie_is_the_truth_and_none_is_told_twice() {
        let kinds = [
            Type::Integer { bytes: 4, signed: true },
            Type::Integer { bytes: 1, signed: false },
            Type::Integer { bytes: 8, signed: false },
            Type::Float { bytes: 4 },
            Type::Float { bytes: 8 },
            Type::Bool,
            Type::Pointer(Box::new(Type::Unknown)),
            Type::Callback(String::new()),
            Type::Enum(String::new()),
            Type::Unknown,
        ];
        for kind in kinds {
            for honest in [0, 1, 255, 0x7fff_ffff, 0xffff_ffff, u64::MAX] {
                for size in [1, 2, 4, 8] {
                    let mask = if size == 8 { u64::MAX } else { (1 << (8 * size)) - 1 };
                    let lies = of_value(honest & mask, size, &kind, &[0, 1, 5], AROUND);
                    assert!(lies.iter().all(|lie| lie.bits != honest & mask), "{kind:?} {honest} {lies:?}");
                    let mut bits: Vec<_> = lies.iter().map(|lie| lie.bits).collect();
                    bits.sort_unstable();
                    bits.dedup();
                    assert_eq!(bits.len(), lies.len());
                    assert!(!lies.is_empty());
                }
            }
        }
    }

    #[test]
    fn texts_and_contents_differ_from_the_honest_ones() {
        assert!(of_text(16, b"../../x\0").iter().all(|(change, _)| change.name != "a path"));
        assert_eq!(of_text(16, b"name\0").len(), 5);
        assert!(of_content(0, b"").is_empty());
        assert_eq!(of_content(4, b"abcd").len(), 3);
        assert_eq!(of_content(4, b"\0\0\0\0").len(), 2);
    }
}
