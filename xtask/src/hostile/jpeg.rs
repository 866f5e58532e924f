//! JPEG files: more scans than anyone can wait for, and sizes that no data follows.

use super::bytes::Put;

const BASELINE: u8 = 0xC0;
const PROGRESSIVE: u8 = 0xC2;

/// A progressive image of one component that is refined by `scans` empty scans. Each costs the decoder a
/// walk over all blocks and the file ten bytes.
pub(super) fn scans(width: u32, height: u32, scans: usize) -> Vec<u8> {
    let mut bytes = start(PROGRESSIVE, width, height);
    bytes.raw(&scan(0, 0));
    for _ in 0..scans {
        bytes.raw(&scan(1, 63));
    }
    bytes.raw(b"\xFF\xD9");
    bytes
}

/// A baseline image whose data ends after the header of its only scan.
pub(super) fn no_data(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = start(BASELINE, width, height);
    bytes.raw(&scan(0, 63));
    bytes
}

/// `count` segments of a comment before the image begins.
pub(super) fn comments(count: usize) -> Vec<u8> {
    let mut bytes = b"\xFF\xD8".to_vec();
    for _ in 0..count {
        bytes.raw(b"\xFF\xFE\0\x03c");
    }
    bytes.raw(no_data(8, 8).get(2..).unwrap_or_default());
    bytes
}

fn start(frame: u8, width: u32, height: u32) -> Vec<u8> {
    let mut bytes = b"\xFF\xD8".to_vec();
    bytes.raw(b"\xFF\xDB\0\x43\0").raw(&[1; 64]);
    bytes.raw(&[0xFF, frame]).u16_be(11).raw(&[8]).u16_be(height).u16_be(width);
    bytes.raw(&[1, 1, 0x11, 0]);
    for table in [0x00, 0x10] {
        // One code of one bit, which stands for symbol 0: "no difference" and "end of block".
        bytes.raw(b"\xFF\xC4\0\x14").raw(&[table, 1]).zeros(15).raw(&[0]);
    }
    bytes
}

fn scan(first: u8, last: u8) -> Vec<u8> {
    let mut bytes = b"\xFF\xDA\0\x08\x01\x01\x00".to_vec();
    bytes.raw(&[first, last, 0]);
    bytes
}
