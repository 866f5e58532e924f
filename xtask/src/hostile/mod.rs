//! A folder of files that mean harm, made from nothing but this code and a few good images.
//!
//! Every file is the same on every machine. Most aim at the class of mistake that image decoders are known
//! for: believing a size, believing a count, following a chain.

mod bytes;
mod damage;
mod deflate;
mod gif;
mod headers;
mod jpeg;
mod png;
mod random;

use std::fs;
use std::path::Path;

use anyhow::Context;

use self::gif::Disposal;
use self::png::Shape;

/// A name that would be markup if a page did not escape it. Windows allows no such names.
const MARKUP_NAME: &str =
    if cfg!(windows) { "other-&amp;-name.gif" } else { "other-<b>name & \"quotes\"<b>.gif" };

/// A good image to be damaged.
pub(crate) struct Sample {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
}

struct Hostile {
    name: String,
    bytes: Vec<u8>,
}

/// Writes the whole collection into `folder` (which is emptied first) and says how many files there are.
pub(crate) fn write(folder: &Path, samples: &[Sample]) -> anyhow::Result<usize> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("cannot empty {}", folder.display()))?;
    }
    fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
    let files = all(samples);
    for file in &files {
        let path = folder.join(&file.name);
        fs::write(&path, &file.bytes).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(files.len())
}

fn all(samples: &[Sample]) -> Vec<Hostile> {
    let mut files = damaged(samples);
    files.extend(bombs());
    files.extend(false_sizes());
    files.extend(chains());
    files.extend(known_bugs());
    files.extend(not_images());
    files
}

fn file(name: &str, bytes: Vec<u8>) -> Hostile {
    Hostile { name: name.to_owned(), bytes }
}

/// Cut short and with bits turned over.
fn damaged(samples: &[Sample]) -> Vec<Hostile> {
    let mut files = Vec::new();
    for (seed, Sample { name, bytes }) in (1..).zip(samples) {
        for per_cent in [5, 60] {
            files.push(file(&format!("truncated-{per_cent}%-{name}"), damage::truncated(bytes, per_cent)));
        }
        for count in [8, 400] {
            files.push(file(&format!("flipped-{count}-{name}"), damage::flipped(bytes, count, seed)));
        }
    }
    files
}

/// Small files that unpack to very large images.
fn bombs() -> Vec<Hostile> {
    let shape = |width, height, depth, colour| Shape { width, height, depth, colour };
    vec![
        file("bomb-30000x30000-grey.png", png::bomb(shape(30_000, 30_000, 1, 0))),
        file("bomb-16000x16000-rgba16.png", png::bomb(shape(16_000, 16_000, 16, 6))),
        file("bomb-6000x6000-still-legal.png", png::bomb(shape(6_000, 6_000, 8, 0))),
        file("bomb-1x1-unpacks-to-4-gb.png", png::overlong(4_000_000_000)),
        file("bomb-65535x65535.gif", gif::specks(65_535, 65_535, 1)),
        file("bomb-2000-frames.gif", gif::animation(2_000, 2_000, 2_000, Disposal::Keep)),
        file("bomb-30000x30000.psd", headers::psd(30_000, 30_000, 8)),
        file("bomb-65535x65535.tga", headers::tga(65_535, 65_535)),
    ]
}

/// Headers with sizes that overflow, are zero, or have no data behind them.
fn false_sizes() -> Vec<Hostile> {
    let shape = |width, height| Shape { width, height, depth: 8, colour: 6 };
    vec![
        file("size-2147483647x1.png", png::promise(shape(0x7FFF_FFFF, 1))),
        file("size-4294967295x4294967295.png", png::promise(shape(u32::MAX, u32::MAX))),
        file("size-65536x65536-overflows.png", png::promise(shape(65_536, 65_536))),
        file("size-0x0.png", png::promise(shape(0, 0))),
        file("size-no-palette.png", png::no_palette()),
        file("size-2-gb-chunk.png", png::endless_chunk()),
        file("size-2147483647.bmp", headers::bmp(0x7FFF_FFFF, 0x7FFF_FFFF)),
        file("size-negative.bmp", headers::bmp(0x8000_0000, 0x8000_0000)),
        file("size-20000x20000-no-data.bmp", headers::bmp(20_000, 20_000)),
        file("size-overlapping-masks.bmp", headers::bmp_masks()),
        file("size-palette-elsewhere.tga", headers::tga_palette()),
        file("size-4294967295.psd", headers::psd(u32::MAX, u32::MAX, 16)),
        file("size-2147483647.hdr", headers::hdr("2147483647", "2147483647")),
        file("size-99999999999999999999.hdr", headers::hdr("99999999999999999999", "-1")),
        file("size-99999999999.ppm", headers::ppm("99999999999", "99999999999", "255")),
        file("size-maximum-65536.ppm", headers::ppm("16", "16", "65536")),
        file("size-65535x65535.jpg", jpeg::no_data(65_535, 65_535)),
        file("size-0x0.gif", gif::animation(0, 0, 1, Disposal::Keep)),
        file("size-frame-outside.gif", gif::frame_outside()),
    ]
}

/// Long chains: of chunks, scans, frames, comments and references.
fn chains() -> Vec<Hostile> {
    vec![
        file("chain-10000-scans.jpg", jpeg::scans(6_000, 6_000, 10_000)),
        file("chain-200000-comments.jpg", jpeg::comments(200_000)),
        file("chain-100000-chunks.png", png::many_chunks(100_000)),
        file("chain-130000-empty-chunks.png", png::split_data(10_000)),
        file("chain-40000-frames.gif", gif::specks(8, 8, 40_000)),
        file("chain-800-frames-of-1000x1000.gif", gif::specks(1_000, 1_000, 800)),
        file("chain-200000-comments.gif", gif::comments(200_000)),
        file("chain-deepest-references.gif", gif::animation(3_000, 3_000, 1, Disposal::Keep)),
        file("chain-wild-reference.gif", gif::wild_code()),
        file("chain-50000-packets.pic", headers::pic(64, 64, 50_000)),
        file("size-65535x65535.pic", headers::pic(65_535, 65_535, 1)),
    ]
}

/// Two bugs of stb_image 2.28. `two_back`: "restore the frame before" reads in front of its buffer; from some
/// size on that ends a native process. A second frame of no pixels: the buffer is freed twice.
fn known_bugs() -> Vec<Hostile> {
    vec![
        file("bug-two-back-16x16.gif", gif::animation(16, 16, 5, Disposal::RestorePrevious)),
        file("bug-two-back-1200x1200.gif", gif::animation(1_200, 1_200, 5, Disposal::RestorePrevious)),
        file("bug-two-back-1600x1600.gif", gif::animation(1_600, 1_600, 5, Disposal::RestorePrevious)),
        file("bug-freed-twice-0x0.gif", gif::animation(0, 0, 2, Disposal::Keep)),
    ]
}

/// Files that are no images, under names that say they are (or try something else).
fn not_images() -> Vec<Hostile> {
    let mut random = random::Random::new(42);
    vec![
        file("other-empty.png", Vec::new()),
        file("other-one-byte.jpg", vec![0xFF]),
        file("other-text.png", b"I am not a picture, whatever my name says.\n".to_vec()),
        file("other-random.jpg", random.bytes(64 * 1024)),
        file("other-signature-only.png", b"\x89PNG\r\n\x1a\n".to_vec()),
        file("other-half-gif-half-png.gif", b"GIF89a\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec()),
        file(MARKUP_NAME, gif::animation(40, 40, 1, Disposal::Keep)),
        file("other-\u{202e}gnp.name-turned-round.gif", gif::animation(40, 30, 1, Disposal::Keep)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn samples() -> Vec<Sample> {
        vec![Sample { name: "one.jpg".to_owned(), bytes: vec![1; 5000] }]
    }

    #[test]
    fn names_are_unique_and_the_folder_is_small() {
        let files = all(&samples());
        let names: BTreeSet<_> = files.iter().map(|file| &file.name).collect();
        assert_eq!(names.len(), files.len());
        assert!(files.iter().map(|file| file.bytes.len()).sum::<usize>() < 40_000_000);
    }

    #[test]
    fn the_folder_is_emptied_before() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("old"), "").unwrap();
        let count = write(folder.path(), &samples()).unwrap();
        assert!(!folder.path().join("old").exists());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), count);
    }
}
