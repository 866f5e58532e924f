//! GIF files: too many frames, the longest chains its compression can form, and a known memory bug.

use super::bytes::{Bits, Put};

/// Bits per pixel of every file here: four colours.
const PIXEL_BITS: u32 = 2;
const CLEAR: u32 = 1 << PIXEL_BITS;
const END: u32 = CLEAR + 1;
/// The dictionary of GIF's compression is full at this many codes.
const DICTIONARY: u32 = 4096;

/// What is done with a frame before the next is drawn.
#[derive(Clone, Copy)]
pub(super) enum Disposal {
    Keep = 0,
    RestorePrevious = 3,
}

/// An animation of full frames, each in one colour.
pub(super) fn animation(width: u32, height: u32, frames: u32, disposal: Disposal) -> Vec<u8> {
    let mut bytes = start(width, height);
    for number in 0..frames {
        let pixels = u64::from(width) * u64::from(height);
        bytes.raw(&frame(width, height, disposal, &one_colour(number % 4, pixels)));
    }
    bytes.push(b';');
    bytes
}

/// A large canvas of which each frame draws one pixel: the work is all in the bookkeeping.
pub(super) fn specks(width: u32, height: u32, frames: u32) -> Vec<u8> {
    let mut bytes = start(width, height);
    for number in 0..frames {
        bytes.raw(&frame(1, 1, Disposal::RestorePrevious, &one_colour(number % 4, 1)));
    }
    bytes.push(b';');
    bytes
}

/// `count` comment blocks before the first frame.
pub(super) fn comments(count: usize) -> Vec<u8> {
    let mut bytes = start(1, 1);
    for _ in 0..count {
        bytes.raw(b"!\xFE\x01c\0");
    }
    bytes.raw(&frame(1, 1, Disposal::Keep, &one_colour(1, 1)));
    bytes.push(b';');
    bytes
}

/// A frame that lies outside its canvas.
pub(super) fn frame_outside() -> Vec<u8> {
    let mut bytes = start(10, 10);
    bytes.raw(&frame(60_000, 60_000, Disposal::Keep, &one_colour(1, 100)));
    bytes.push(b';');
    bytes
}

/// Compressed data whose first code refers to an entry that does not exist yet.
pub(super) fn wild_code() -> Vec<u8> {
    let mut bits = Bits::default();
    bits.push(CLEAR, PIXEL_BITS + 1);
    bits.push(CLEAR + 3, PIXEL_BITS + 1);
    let mut bytes = start(16, 16);
    bytes.raw(&frame(16, 16, Disposal::Keep, &bits.finish()));
    bytes.push(b';');
    bytes
}

fn start(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = b"GIF89a".to_vec();
    bytes.u16_le(width).u16_le(height).raw(&[0x80 | (PIXEL_BITS as u8 - 1), 0, 0]);
    bytes.raw(&[0x20, 0x30, 0x40, 0xE0, 0x70, 0x50, 0x60, 0xB0, 0x90, 0xF0, 0xE0, 0xC0]);
    bytes
}

fn frame(width: u32, height: u32, disposal: Disposal, compressed: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    bytes.raw(b"!\xF9\x04").raw(&[(disposal as u8) << 2]).u16_le(5).raw(&[0, 0]);
    bytes.raw(b",").u16_le(0).u16_le(0).u16_le(width).u16_le(height).raw(&[0]);
    bytes.push(PIXEL_BITS as u8);
    for block in compressed.chunks(255) {
        bytes.push(block.len() as u8);
        bytes.raw(block);
    }
    bytes.push(0);
    bytes
}

/// `pixels` of one colour, each code one pixel longer than the one before: the longest chain of references
/// that the format allows, which a recursive decoder follows to its end.
fn one_colour(colour: u32, pixels: u64) -> Vec<u8> {
    let mut bits = Bits::default();
    bits.push(CLEAR, PIXEL_BITS + 1);
    let mut left = pixels;
    while left > 0 {
        let (covered, width) = chain(&mut bits, colour, left);
        left -= covered;
        bits.push(if left == 0 { END } else { CLEAR }, width);
    }
    bits.finish()
}

/// One dictionary's worth of [`one_colour`]: the pixels it covers, and the width that codes have reached.
fn chain(bits: &mut Bits, colour: u32, pixels: u64) -> (u64, u32) {
    let mut width = PIXEL_BITS + 1;
    bits.push(colour, width);
    let mut covered = 1;
    for next in CLEAR + 2..DICTIONARY - 1 {
        let length = u64::from(next - CLEAR).min(pixels - covered);
        match length as u32 {
            0 => break,
            1 => bits.push(colour, width),
            length => bits.push(CLEAR + length, width),
        }
        covered += length;
        width += u32::from(next + 1 == 1 << width);
    }
    (covered, width)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_million_pixels_need_few_codes() {
        assert!(one_colour(1, 1_440_000).len() < 3_000);
    }

    #[test]
    fn one_pixel_is_clear_colour_end() {
        assert_eq!(one_colour(1, 1), [0b0100_1100, 0b1]);
    }
}
