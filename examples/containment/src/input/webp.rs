//! Lossless WebP files, by the specification of the WebP lossless bitstream.
//!
//! A file holds five prefix codes, each as the list of the lengths of its codes. The decoder turns each into a table of
//! two levels. libwebp took the largest size that the tables of *complete* codes can have, and found out that a code is
//! incomplete only after it had filled its table: the fifth code of [`overflowing`] is incomplete and needs 414 entries
//! of 410.

use super::bits::Bits;

/// How many codes there are of each length, from 1 to 15, and how the table gets as large as it can be.
type Counts = [usize; 15];
const GREEN: Counts = [1, 1, 0, 0, 0, 0, 0, 0, 3, 229, 41, 1, 1, 1, 2];
const COLOUR: Counts = [1, 1, 0, 0, 0, 0, 0, 0, 7, 241, 1, 1, 1, 1, 2];
const INCOMPLETE: Counts = [1, 1, 1, 1, 1, 0, 0, 0, 11, 5, 1, 10, 4, 2, 2];

/// One pixel, whose fifth code writes behind the end of the tables.
pub fn overflowing() -> Vec<u8> {
    let mut bits = head(1, 1);
    for counts in [GREEN, COLOUR, COLOUR, COLOUR, INCOMPLETE] {
        code(&mut bits, &counts);
    }
    riff(&bits.into_bytes())
}

/// `edge` times `edge` pixels of one colour.
pub fn plain(edge: u32, [red, green, blue, alpha]: [u8; 4]) -> Vec<u8> {
    let mut bits = head(edge, edge);
    // Codes of a single symbol take no bits in the picture itself.
    for symbol in [green, red, blue, alpha, 0] {
        bits.push(1, 1); // a simple code
        bits.push(0, 1); // of one symbol
        bits.push(1, 1); // which has eight bits
        bits.push(u32::from(symbol), 8);
    }
    riff(&bits.into_bytes())
}

/// Signature, size, and nothing of what a picture may have.
fn head(width: u32, height: u32) -> Bits {
    let mut bits = Bits::default();
    bits.push(0x2f, 8);
    bits.push(width - 1, 14);
    bits.push(height - 1, 14);
    bits.push(1, 1); // alpha is used
    bits.push(0, 3); // version
    bits.push(0, 1); // no transform
    bits.push(0, 1); // no colour cache
    bits.push(0, 1); // one set of codes for the whole picture
    bits
}

/// The lengths of a code, each in four bits.
fn code(bits: &mut Bits, counts: &Counts) {
    bits.push(0, 1); // not a simple code
    bits.push(19 - 4, 4);
    // The code of the lengths themselves: sixteen symbols of four bits, and none of the three that repeat.
    for symbol in [17, 18, 0, 1, 2, 3, 4, 5, 16, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15] {
        bits.push(if symbol < 16 { 4 } else { 0 }, 3);
    }
    bits.push(0, 1); // lengths for all symbols
    for (length, &count) in (1..).zip(counts) {
        for _ in 0..count {
            bits.push_code(length, 4);
        }
    }
}

fn riff(data: &[u8]) -> Vec<u8> {
    let padding = data.len() % 2;
    let size = |bytes: usize| u32::try_from(bytes).unwrap_or(u32::MAX).to_le_bytes();
    let mut file = b"RIFF".to_vec();
    file.extend(size(12 + data.len() + padding));
    file.extend(b"WEBPVP8L");
    file.extend(size(data.len()));
    file.extend(data);
    file.extend((0..padding).map(|_| 0));
    file
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Symbols of the five codes: green, red, blue, alpha, distance.
    const SYMBOLS: [usize; 5] = [256 + 24, 256, 256, 256, 40];

    /// Sum of 2^(15 - length): 2^15 for a complete code.
    fn kraft(counts: &Counts) -> usize {
        counts.iter().zip((0..15).rev()).map(|(count, place)| count << place).sum()
    }

    /// Entries of a table with eight bits on its first level, as libwebp's `ReplicateValue` fills them.
    fn entries(counts: &Counts) -> usize {
        let (mut left, mut total, mut key, mut filled_to) = (*counts, 256, 0_usize, 0_usize);
        for length in 1..=15_usize {
            while left[length - 1] > 0 {
                // Keys of fifteen bits, left-aligned; those of the same first eight share a second level.
                if length > 8 && key >= filled_to {
                    let mut bits = length - 8;
                    let mut open = 1_usize << bits;
                    for longer in length..=15 {
                        let taken = left[longer - 1];
                        if taken >= open || longer == 15 {
                            bits = longer - 8;
                            break;
                        }
                        open = (open - taken) * 2;
                    }
                    total += 1 << bits;
                    filled_to = (key >> 7 << 7) + (1 << 7);
                }
                left[length - 1] -= 1;
                key += 1 << (15 - length);
            }
        }
        total
    }

    #[test]
    fn four_codes_are_complete_and_as_large_as_any_and_the_fifth_is_neither() {
        for (counts, symbols) in [GREEN, COLOUR, COLOUR, COLOUR, INCOMPLETE].iter().zip(SYMBOLS) {
            assert_eq!(counts.iter().sum::<usize>(), symbols);
        }
        assert_eq!((kraft(&GREEN), kraft(&COLOUR)), (1 << 15, 1 << 15));
        assert!(kraft(&INCOMPLETE) < 1 << 15);
        // 654, 630 and 410 are the sizes that libwebp provides.
        assert_eq!((entries(&GREEN), entries(&COLOUR)), (654, 630));
        assert!(entries(&INCOMPLETE) > 410, "{}", entries(&INCOMPLETE));
    }
}
