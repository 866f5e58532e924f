//! From what an honest run met to everything that could have been a lie in it.
//!
//! Each lie changes one value at one moment. All of them together are enumerated, not drawn: the same wrapper with
//! the same input is attacked with the same lies, in the same order.

mod attribution;
mod kinds;

use std::collections::HashMap;

use self::attribution::Attribution;
use self::kinds::{Around, Change};
use super::declared::Declared;
use super::hook::{Event, Lie, Origin, Place, Read};

/// Times that the same value of the same function is lied about, counted from the first; and the last one.
const REPEATS: usize = 2;

/// A lie, and in what words it is reported.
#[derive(Clone, Debug)]
pub(super) struct Planned {
    pub(super) lie: Lie,
    pub(super) function: String,
    pub(super) value: String,
    pub(super) kind: &'static str,
    /// Whether it is about the content of a buffer, which is often taken as it comes, and rightly so.
    pub(super) is_content: bool,
}

/// Everything that could be a lie in `trace`.
pub(super) fn enumerate(declared: &Declared, functions: &[&str], trace: &[Event]) -> Vec<Planned> {
    let attribution = Attribution::new(declared, functions, trace);
    let mut occasions = Vec::new();
    for (number, event) in trace.iter().enumerate() {
        let around = around(trace, number);
        occasions.extend(travelling(&attribution, event, number, around));
        for read in &event.reads {
            occasions.extend(read_values(&attribution, read, number, around));
        }
    }
    thin_out(occasions).into_iter().flat_map(|occasion| occasion.lies(declared)).collect()
}

/// A value at a moment, about which one can lie.
struct Occasion {
    event: usize,
    function: String,
    value: String,
    target: Target,
    around: Around,
}

enum Target {
    /// Position, honest bits, what it is.
    Travelling(usize, u64, super::declared::Type),
    /// Address, honest bytes, what it is.
    Stored(u32, Vec<u8>, super::declared::Type),
    /// Address, length at most, honest first bytes.
    Text(u32, u32, Vec<u8>),
    /// Address, length, honest first bytes.
    Content(u32, u64, Vec<u8>),
}

impl Occasion {
    fn lies(self, declared: &Declared) -> Vec<Planned> {
        let values = |kind: &super::declared::Type| declared.values(kind).to_vec();
        let is_content = matches!(self.target, Target::Content(..));
        let changes: Vec<(Change, Place)> = match &self.target {
            Target::Travelling(index, honest, kind) => {
                kinds::of_value(*honest, declared.size(kind).max(4), kind, &values(kind), self.around)
                    .into_iter()
                    .map(|change| (change.clone(), Place::Value(*index, change.bits)))
                    .collect()
            }
            Target::Stored(address, honest, kind) => {
                let size = u32::try_from(honest.len()).unwrap_or(4);
                kinds::of_value(little_endian(honest), size, kind, &values(kind), self.around)
                    .into_iter()
                    .map(|change| {
                        let bytes = change.bits.to_le_bytes();
                        let bytes = bytes.get(..honest.len()).unwrap_or_default().to_vec();
                        (change, Place::Memory(*address, bytes))
                    })
                    .collect()
            }
            Target::Text(address, bound, honest) => kinds::of_text(*bound, honest)
                .into_iter()
                .map(|(change, bytes)| (change, Place::Memory(*address, bytes)))
                .collect(),
            Target::Content(address, bytes, honest) => kinds::of_content(*bytes, honest)
                .into_iter()
                .map(|(change, bytes)| (change, Place::Memory(*address, bytes)))
                .collect(),
        };
        let planned = |(change, place): (Change, Place)| Planned {
            lie: Lie { event: self.event, place },
            function: self.function.clone(),
            value: self.value.clone(),
            kind: change.name,
            is_content,
        };
        changes.into_iter().map(planned).collect()
    }
}

fn little_endian(bytes: &[u8]) -> u64 {
    bytes.iter().rev().fold(0, |value, byte| (value << 8) | u64::from(*byte))
}

/// Addresses that a pointer might be replaced with: an argument of a call before, the end of the memory.
fn around(trace: &[Event], number: usize) -> Around {
    let given = trace.get(..=number).unwrap_or_default().iter().rev().flat_map(|event| &event.given);
    let argument = given.copied().find(|value| (1024..1 << 32).contains(value)).unwrap_or(1024);
    Around { argument, end: trace.get(number).map_or(1 << 16, |event| event.memory) }
}

fn travelling(attribution: &Attribution<'_>, event: &Event, number: usize, around: Around) -> Vec<Occasion> {
    let function = attribution.function(&event.origin);
    let values = event.taken.iter().enumerate();
    values
        .map(|(index, honest)| {
            let (value, kind) = attribution.travelling(&event.origin, index);
            let target = Target::Travelling(index, *honest, kind);
            Occasion { event: number, function: function.clone(), value, target, around }
        })
        .collect()
}

fn read_values(attribution: &Attribution<'_>, read: &Read, number: usize, around: Around) -> Vec<Occasion> {
    let origin = attribution.of(read.address, number);
    let occasion = |value: String, target| Occasion {
        event: number,
        function: origin.function.clone(),
        value,
        target,
        around,
    };
    if read.is_text {
        return vec![occasion(
            format!("{} (text)", origin.value),
            Target::Text(read.address, read.count, read.bytes.clone()),
        )];
    }
    if read.count != 1 || (read.size > 8 && origin.leaves.len() < 2) {
        let bytes = u64::from(read.count) * u64::from(read.size);
        let target = Target::Content(read.address, bytes, read.bytes.clone());
        return vec![occasion(format!("{} (content)", origin.value), target)];
    }
    if read.size > 8 {
        return whole_struct(attribution, read, &origin)
            .into_iter()
            .map(|(value, target)| occasion(value, target))
            .collect();
    }
    let target = Target::Stored(read.address, read.bytes.clone(), origin.kind.clone());
    // At the address of a struct is its first field, too.
    let path = origin.leaves.first().map(|leaf| leaf.path.as_str()).unwrap_or_default();
    vec![occasion(format!("{}{path}", origin.value), target)]
}

/// The values of a struct that was read as one.
fn whole_struct(
    attribution: &Attribution<'_>,
    read: &Read,
    origin: &attribution::Found,
) -> Vec<(String, Target)> {
    let mut found = Vec::new();
    for leaf in &origin.leaves {
        let size = attribution.declared.size(&leaf.kind);
        let (start, end) = (leaf.offset as usize, leaf.offset.saturating_add(size) as usize);
        let Some(bytes) = read.bytes.get(start..end).filter(|bytes| bytes.len() <= 8) else { continue };
        let address = read.address.saturating_add(leaf.offset);
        let value = format!("{}{}", origin.value, leaf.path);
        found.push((value, Target::Stored(address, bytes.to_vec(), leaf.kind.clone())));
    }
    found
}

/// Of the same value of the same function, the first few occasions and the last.
fn thin_out(occasions: Vec<Occasion>) -> Vec<Occasion> {
    let key = |occasion: &Occasion| (occasion.function.clone(), occasion.value.clone());
    let mut totals: HashMap<_, usize> = HashMap::new();
    for occasion in &occasions {
        *totals.entry(key(occasion)).or_default() += 1;
    }
    let mut seen: HashMap<_, usize> = HashMap::new();
    let mut kept = occasions;
    kept.retain(|occasion| {
        let key = key(occasion);
        let total = totals.get(&key).copied().unwrap_or(0);
        let number = seen.entry(key).or_default();
        *number += 1;
        *number <= REPEATS || *number == total
    });
    kept
}

/// Whether an event is a callback into the host.
pub(super) fn is_callback(event: &Event) -> bool {
    matches!(event.origin, Origin::Callback(_))
}
