//! The fenced decoder on images that this file makes, and on mutations of them.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use std::io::Write as _;

use fenced_checks::Checks;
use png_rust::{Colours, Png, decode, texts};
use ringfence::{FaultKind, Limits, Pool};

/// The check sum that closes a chunk.
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, &byte| {
        (0..8).fold(sum ^ u32::from(byte), |sum, _| (sum >> 1) ^ (0xedb8_8320 * (sum & 1)))
    })
}

fn chunk(file: &mut Vec<u8>, kind: &[u8; 4], data: &[u8]) {
    file.extend(u32::try_from(data.len()).unwrap().to_be_bytes());
    let start = file.len();
    file.write_all(kind).unwrap();
    file.extend(data);
    let sum = crc(&file[start..]);
    file.extend(sum.to_be_bytes());
}

/// A stream of zlib that holds `data` as it is.
fn stored(data: &[u8]) -> Vec<u8> {
    let mut stream = vec![0x78, 0x01];
    let mut blocks = data.chunks(0xffff).peekable();
    while let Some(block) = blocks.next() {
        let length = u16::try_from(block.len()).unwrap();
        stream.push(u8::from(blocks.peek().is_none()));
        stream.extend(length.to_le_bytes());
        stream.extend((!length).to_le_bytes());
        stream.extend(block);
    }
    let (low, high) = data.iter().fold((1_u32, 0_u32), |(low, high), &byte| {
        let low = (low + u32::from(byte)) % 65_521;
        (low, (high + low) % 65_521)
    });
    stream.extend(((high << 16) | low).to_be_bytes());
    stream
}

/// An RGB image with a text, and its pixels.
fn image(width: u32, height: u32) -> (Vec<u8>, Vec<u8>) {
    let row = |y: u32| (0..width).flat_map(move |x| [x as u8, y as u8, (x ^ y) as u8]);
    let pixels: Vec<u8> = (0..height).flat_map(row).collect();
    let filtered: Vec<u8> = (0..height).flat_map(|y| std::iter::once(0).chain(row(y))).collect();
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
    chunk(&mut file, b"IHDR", &header);
    chunk(&mut file, b"tEXt", b"Title\0A square");
    chunk(&mut file, b"IDAT", &stored(&filtered));
    chunk(&mut file, b"IEND", &[]);
    (file, pixels)
}

fn pool() -> Pool<Png> {
    Pool::new(Limits::default()).unwrap()
}

#[test]
fn pixels_and_texts_come_out_as_they_went_in() {
    let (file, pixels) = image(300, 200);
    let image = decode(&pool(), &file).unwrap();
    assert_eq!((image.width, image.height, image.colours), (300, 200, Colours::Rgb));
    assert_eq!(image.samples, pixels);
    assert_eq!(texts(&pool(), &file).unwrap(), [("Title".to_owned(), "A square".to_owned())]);
}

#[test]
fn what_is_no_png_is_refused_in_the_decoders_own_words() {
    let fault = decode(&pool(), b"GIF89a").unwrap_err();
    assert_eq!(fault.kind(), FaultKind::Refused);
    assert_eq!(fault.function(), Some("decode"));
    assert!(fault.message().is_some_and(|message| !message.is_empty()), "{fault}");
}

#[test]
fn an_image_beyond_the_rules_is_rejected() {
    // One pixel high, but wider than the guest's own rule allows.
    let fault = decode(&pool(), &image(20_000, 1).0).unwrap_err();
    assert_eq!(fault.kind(), FaultKind::Rejected, "{fault}");
    let rule = fault.site().map(|site| site.rule().replace(' ', ""));
    assert_eq!(rule.as_deref(), Some("in1..=LONGEST_SIDE"));
}

#[test]
fn damaged_files_harm_nobody() {
    let summary = Checks::new(pool(), |pool, file| decode(pool, file).map(|image| image.samples))
        .file("an image", image(40, 30).0)
        .file("a larger one", image(64, 64).0)
        .run();
    println!("{summary}");
    assert!(summary.faults() > summary.read(), "{summary}");
}
