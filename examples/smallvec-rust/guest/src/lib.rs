//! Runs inside the fence: a list of numbers, kept in a vulnerable `SmallVec`.

use smallvec::SmallVec;

/// Numbers of which an iterator says nothing beforehand, as many do.
struct Unannounced(std::ops::Range<u32>);

impl Iterator for Unannounced {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        self.0.next()
    }
}

/// Inserts the numbers below `count` before the last of `list`.
#[ringfence::export]
pub fn insert(list: &[u32], count: u32) -> Vec<u32> {
    let mut numbers: SmallVec<[u32; 4]> = SmallVec::from_slice(list);
    let guard = std::hint::black_box([0x5afe_u32; 64]);
    numbers.insert_many(list.len().saturating_sub(1), Unannounced(0..count));
    assert!(std::hint::black_box(guard).iter().all(|&word| word == 0x5afe), "the guest's own memory was overwritten");
    numbers.to_vec()
}
