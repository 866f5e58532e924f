//! GIF89a files of one colour, as the specification of 1990 has them.

use super::bits::Bits;

/// How the canvas is prepared for the next frame.
#[derive(Clone, Copy, Debug)]
pub enum Disposal {
    /// The frame stays.
    Keep = 1,
    /// What was there before the frame comes back.
    Restore = 3,
}

/// `frames` frames of `edge` times `edge` pixels.
pub fn file(edge: u16, frames: usize, disposal: Disposal) -> Vec<u8> {
    let size = edge.to_le_bytes();
    let mut file = b"GIF89a".to_vec();
    // Logical screen: size, a palette of two colours.
    file.extend([size[0], size[1], size[0], size[1], 0x80, 0, 0, 10, 200, 90, 250, 250, 250]);
    for _ in 0..frames {
        // Graphic control: disposal, colour 1 is transparent.
        file.extend([0x21, 0xf9, 4, (disposal as u8) << 2 | 1, 1, 0, 1, 0]);
        // Image: the whole canvas, two bits for each code at the start.
        file.extend([0x2c, 0, 0, 0, 0, size[0], size[1], size[0], size[1], 0, 2]);
        for block in pixels(usize::from(edge) * usize::from(edge)).chunks(255) {
            file.push(u8::try_from(block.len()).unwrap_or(u8::MAX));
            file.extend(block);
        }
        file.push(0);
    }
    file.push(0x3b);
    file
}

/// `count` times colour 0 in codes of three bits; a clear code after every second keeps them at that width.
fn pixels(count: usize) -> Vec<u8> {
    const CLEAR: u32 = 4;
    const END: u32 = 5;
    let mut bits = Bits::default();
    for place in 0..count {
        if place % 2 == 0 {
            bits.push(CLEAR, 3);
        }
        bits.push(0, 3);
    }
    bits.push(END, 3);
    bits.into_bytes()
}
