//! The two zlib streams the files need: data stored as it is, and a run of zeros squeezed a thousandfold.

use super::bytes::{Bits, Put};

/// Bytes of zeros that one copy command (two bits) of the squeezed stream stands for.
const RUN: u64 = 258;

const ZLIB_HEADER: [u8; 2] = [0x78, 0x01];

/// `data` as a zlib stream without compression.
pub(super) fn stored(data: &[u8]) -> Vec<u8> {
    let mut stream = ZLIB_HEADER.to_vec();
    let mut blocks = data.chunks(0xFFFF).peekable();
    while let Some(block) = blocks.next() {
        stream.push(u8::from(blocks.peek().is_none()));
        stream.u16_le(block.len() as u32).u16_le(!(block.len() as u32)).raw(block);
    }
    stream.u32_be(adler32(data));
    stream
}

/// A zlib stream of `count` zeros (rounded up to whole runs), one byte for about a thousand.
pub(super) fn zeros(count: u64) -> Vec<u8> {
    let runs = count.saturating_sub(1).div_ceil(RUN);
    let mut bits = Bits::default();
    code_tables(&mut bits);
    bits.push(0b01, 2); // the literal 0
    for _ in 0..runs {
        bits.push(0b0, 1); // copy 258 bytes …
        bits.push(0b0, 1); // … from one byte back
    }
    bits.push(0b11, 2); // end of the block
    let mut stream = ZLIB_HEADER.to_vec();
    stream.raw(&bits.finish()).u32_be(adler32_of_zeros(runs * RUN + 1));
    stream
}

/// Header of a dynamic block that knows three symbols: literal 0 (code `10`), end (`11`) and copy 258 (`0`),
/// and one distance (`0`). Huffman codes are written with their first bit lowest.
fn code_tables(bits: &mut Bits) {
    bits.push(1, 1); // the last block …
    bits.push(2, 2); // … with its own tables
    bits.push(286 - 257, 5);
    bits.push(0, 5); // one distance code
    bits.push(18 - 4, 4);
    // Lengths of the codes of the lengths, in the order 16 17 18 0 8 7 9 6 10 5 11 4 12 3 13 2 14 1.
    for length in [0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 2] {
        bits.push(length, 3);
    }
    let skip = |bits: &mut Bits, zeros: u32| {
        bits.push(0b0, 1);
        bits.push(zeros - 11, 7);
    };
    let one = |bits: &mut Bits| bits.push(0b01, 2);
    let two = |bits: &mut Bits| bits.push(0b11, 2);
    two(bits); // literal 0
    skip(bits, 138);
    skip(bits, 117);
    two(bits); // end of block, 256
    skip(bits, 28);
    one(bits); // copy 258, symbol 285
    one(bits); // distance 1
}

fn adler32(data: &[u8]) -> u32 {
    let (mut low, mut high) = (1_u32, 0_u32);
    for byte in data {
        low = (low + u32::from(*byte)) % 65_521;
        high = (high + low) % 65_521;
    }
    (high << 16) | low
}

fn adler32_of_zeros(count: u64) -> u32 {
    (((count % 65_521) as u32) << 16) | 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checksum_is_adler32() {
        assert_eq!(adler32(b"Wikipedia"), 0x11E6_0398);
        assert_eq!(adler32(&[0; 1000]), adler32_of_zeros(1000));
    }

    #[test]
    fn zeros_are_squeezed_a_thousandfold() {
        assert!(zeros(100_000_000).len() < 100_000);
    }
}
