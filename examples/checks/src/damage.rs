//! Ways to damage a file.

/// The `seed`-th way to damage `file` behind its first `keep` bytes: bits turned over, bytes replaced, cut out, doubled
/// or cut off. The same seed gives the same damage.
pub fn damaged(file: &[u8], keep: usize, seed: u64) -> Vec<u8> {
    let mut random = Random(seed.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let keep = keep.min(file.len());
    let (head, body) = file.split_at(keep);
    let mut body = body.to_vec();
    if body.is_empty() {
        return head.to_vec();
    }
    for _ in 0..=random.below(4) {
        let start = random.below(body.len());
        let end = (start + 1 + random.below(64)).min(body.len());
        match random.below(8) {
            0 => body.truncate(start.max(1)),
            1 if end - start < body.len() => drop(body.drain(start..end)),
            2 => {
                let copy = body[start..end].to_vec();
                body.splice(start..start, copy);
            }
            // Lengths and counts break at their ends.
            3 => body[start] = [0, 1, 0x7f, 0x80, 0xfe, 0xff][random.below(6)],
            4 => body[start..(start + 4).min(end)].fill([0, 0xff][random.below(2)]),
            _ => body[start] ^= 1 << random.below(8),
        }
    }
    [head, &body].concat()
}

/// Marsaglia's xorshift.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        // The low bits are the weaker ones.
        usize::try_from((self.0 >> 16) % end as u64).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damage_repeats_keeps_the_head_and_differs() {
        let file: Vec<u8> = (0..200).collect();
        let all: Vec<_> = (0..500).map(|seed| damaged(&file, 8, seed)).collect();
        assert!(all.iter().all(|bad| bad[..8] == file[..8]));
        assert_eq!(all, (0..500).map(|seed| damaged(&file, 8, seed)).collect::<Vec<_>>());
        let unlike = all.iter().filter(|&bad| *bad != file).count();
        assert!(unlike > 490, "{unlike}");
        let distinct: std::collections::BTreeSet<_> = all.iter().collect();
        assert!(distinct.len() > 480, "{}", distinct.len());
    }

    #[test]
    fn short_files_can_be_damaged() {
        for seed in 0..100 {
            assert!(damaged(&[], 4, seed).is_empty());
            assert_eq!(damaged(&[7], 1, seed), [7]);
            assert!(!damaged(&[7], 0, seed).is_empty());
        }
    }
}
