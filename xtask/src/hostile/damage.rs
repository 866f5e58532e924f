//! Good images, broken.

use super::random::Random;

/// The first `per_cent` of a file.
pub(super) fn truncated(bytes: &[u8], per_cent: usize) -> Vec<u8> {
    bytes.iter().take(bytes.len() * per_cent / 100).copied().collect()
}

/// A file with `count` bits turned over, none of them in the first four bytes, so that it is still taken
/// for what it was.
pub(super) fn flipped(bytes: &[u8], count: usize, seed: u64) -> Vec<u8> {
    let mut random = Random::new(seed);
    let mut bytes = bytes.to_vec();
    let Some(open) = bytes.get_mut(4..).filter(|open| !open.is_empty()) else {
        return bytes;
    };
    for _ in 0..count {
        let place = random.below(open.len());
        if let Some(byte) = open.get_mut(place) {
            *byte ^= 1 << random.below(8);
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damage_is_the_same_every_time() {
        let bytes = vec![7; 1000];
        assert_eq!(flipped(&bytes, 20, 3), flipped(&bytes, 20, 3));
        assert_ne!(flipped(&bytes, 20, 3), flipped(&bytes, 20, 4));
        assert_eq!(flipped(&bytes, 20, 3).len(), 1000);
    }

    #[test]
    fn short_files_survive_their_damage() {
        assert_eq!(flipped(&[1, 2, 3], 5, 0), [1, 2, 3]);
        assert!(truncated(&[1, 2, 3], 10).is_empty());
    }
}
