//! Headers of the simpler formats, with sizes that nothing behind them supports.

use super::bytes::Put;

/// A 24-bit BMP that claims `width` × `height` pixels and brings twelve bytes of them.
pub(super) fn bmp(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = b"BM".to_vec();
    bytes.u32_le(66).u32_le(0).u32_le(54);
    bytes.u32_le(40).u32_le(width).u32_le(height).u16_le(1).u16_le(24);
    bytes.zeros(24).zeros(12);
    bytes
}

/// A BMP whose colour masks overlap and whose pixel data starts far behind the end.
pub(super) fn bmp_masks() -> Vec<u8> {
    let mut bytes = b"BM".to_vec();
    bytes.u32_le(0).u32_le(0).u32_le(0x7FFF_FF00);
    bytes.u32_le(40).u32_le(64).u32_le(64).u16_le(1).u16_le(32).u32_le(3).zeros(20);
    bytes.u32_le(u32::MAX).u32_le(u32::MAX).u32_le(u32::MAX).zeros(64);
    bytes
}

/// A run-length encoded TGA of which one run is there.
pub(super) fn tga(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = vec![0, 0, 10];
    bytes.zeros(9).u16_le(width).u16_le(height).raw(&[32, 8]);
    bytes.raw(&[0xFF, 1, 2, 3, 4]);
    bytes
}

/// A TGA whose palette starts at the last index and is not there.
pub(super) fn tga_palette() -> Vec<u8> {
    let mut bytes = vec![255, 1, 1];
    bytes.u16_le(0xFFFF).u16_le(0xFFFF).raw(&[32]).u32_le(0).u16_le(64).u16_le(64).raw(&[8, 0]);
    bytes.zeros(32);
    bytes
}

/// A run-length encoded Photoshop file: header, empty sections, then runs that cover a little of it.
pub(super) fn psd(width: u32, height: u32, depth: u32) -> Vec<u8> {
    let mut bytes = b"8BPS".to_vec();
    bytes.u16_be(1).zeros(6).u16_be(4).u32_be(height).u32_be(width).u16_be(depth).u16_be(3);
    bytes.u32_be(0).u32_be(0).u32_be(0).u16_be(1);
    for _ in 0..4096 {
        bytes.raw(&[0x81, 0x55]);
    }
    bytes
}

/// A Radiance picture: text that promises, and eight bytes.
pub(super) fn hdr(width: &str, height: &str) -> Vec<u8> {
    let text = format!("#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n-Y {height} +X {width}\n");
    let mut bytes = text.into_bytes();
    bytes.raw(&[2, 2, 0, 0, 255, 0, 0, 128]);
    bytes
}

/// A portable pixmap: text that promises, and three bytes.
pub(super) fn ppm(width: &str, height: &str, maximum: &str) -> Vec<u8> {
    let mut bytes = format!("P6 {width} {height} {maximum}\n").into_bytes();
    bytes.zeros(3);
    bytes
}

/// A Softimage picture with a chain of `packets` channel descriptions; ten are legal.
pub(super) fn pic(width: u32, height: u32, packets: usize) -> Vec<u8> {
    let mut bytes = b"\x53\x80\xF6\x34".to_vec();
    bytes.zeros(84).raw(b"PICT").u16_be(width).u16_be(height).zeros(8);
    for number in 1..=packets {
        bytes.raw(&[u8::from(number < packets), 8, 2, 0xF0]);
    }
    bytes.raw(&[0x80, 0xFF, 0xFF, 1, 2, 3, 4]);
    bytes
}
