//! PNG files that promise too much, unpack too far, or never come to the point.

use super::bytes::Put;
use super::deflate;

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// The fields of the header that decide how much memory a decoder asks for.
#[derive(Clone, Copy)]
pub(super) struct Shape {
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) depth: u8,
    /// 0 grey, 2 RGB, 3 palette, 6 RGBA.
    pub(super) colour: u8,
}

impl Shape {
    const TINY: Self = Self { width: 1, height: 1, depth: 8, colour: 0 };

    /// Bytes of the unpacked rows, each with its filter byte.
    fn unpacked(self) -> u64 {
        let channels = match self.colour {
            2 => 3,
            6 => 4,
            _ => 1,
        };
        let row_bits = u64::from(self.width) * channels * u64::from(self.depth);
        (row_bits.div_ceil(8) + 1) * u64::from(self.height)
    }
}

/// A complete and valid black image of any size, about a thousandth of its pixels long.
pub(super) fn bomb(shape: Shape) -> Vec<u8> {
    file(shape, &[chunk(b"IDAT", &deflate::zeros(shape.unpacked()))])
}

/// A 1×1 image whose data unpacks to `bytes`.
pub(super) fn overlong(bytes: u64) -> Vec<u8> {
    file(Shape::TINY, &[chunk(b"IDAT", &deflate::zeros(bytes))])
}

/// A header alone, with a few bytes of data that cannot fill it.
pub(super) fn promise(shape: Shape) -> Vec<u8> {
    file(shape, &[chunk(b"IDAT", &deflate::stored(&[0, 0]))])
}

/// A valid 1×1 image behind `count` chunks of text.
pub(super) fn many_chunks(count: usize) -> Vec<u8> {
    let mut chunks = vec![chunk(b"tEXt", b"a\0b"); count];
    chunks.push(chunk(b"IDAT", &deflate::stored(&[0, 0])));
    file(Shape::TINY, &chunks)
}

/// A valid 1×1 image whose data comes one byte per chunk, with `count` empty chunks between.
pub(super) fn split_data(count: usize) -> Vec<u8> {
    let data = deflate::stored(&[0, 0]);
    let mut chunks = Vec::new();
    for byte in data {
        chunks.extend(vec![chunk(b"IDAT", &[]); count]);
        chunks.push(chunk(b"IDAT", &[byte]));
    }
    file(Shape::TINY, &chunks)
}

/// A chunk that claims to be almost 2 GiB long.
pub(super) fn endless_chunk() -> Vec<u8> {
    let mut bytes = SIGNATURE.to_vec();
    bytes.raw(&header(Shape { width: 64, height: 64, ..Shape::TINY }));
    bytes.u32_be(0x7FFF_FFF0).raw(b"IDAT").zeros(64);
    bytes
}

/// A palette image without a palette.
pub(super) fn no_palette() -> Vec<u8> {
    file(Shape { colour: 3, ..Shape::TINY }, &[chunk(b"IDAT", &deflate::stored(&[0, 255]))])
}

fn file(shape: Shape, chunks: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = SIGNATURE.to_vec();
    bytes.raw(&header(shape)).raw(&chunks.concat()).raw(&chunk(b"IEND", &[]));
    bytes
}

fn header(shape: Shape) -> Vec<u8> {
    let mut data = Vec::new();
    data.u32_be(shape.width).u32_be(shape.height).raw(&[shape.depth, shape.colour, 0, 0, 0]);
    chunk(b"IHDR", &data)
}

fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let mut named = kind.to_vec();
    named.raw(data);
    let mut bytes = Vec::new();
    bytes.u32_be(data.len() as u32).raw(&named).u32_be(crc32(&named));
    bytes
}

fn crc32(data: &[u8]) -> u32 {
    !data.iter().fold(u32::MAX, |mut crc, byte| {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 { (crc >> 1) ^ 0xEDB8_8320 } else { crc >> 1 };
        }
        crc
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checksum_is_crc32() {
        assert_eq!(crc32(b"IEND"), 0xAE42_6082);
    }

    #[test]
    fn rows_are_counted_with_their_filter_byte() {
        let shape = Shape { width: 9, height: 2, depth: 1, colour: 0 };
        assert_eq!(shape.unpacked(), 6);
        assert_eq!(Shape { width: 10, height: 3, depth: 16, colour: 6 }.unpacked(), 243);
    }
}
