//! Streams of the original tool, streams written by hand, damaged ones, and a library that lies.
#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "helpers of tests are tests")]

use std::io::{self, Read};

use fenced_brotli::Decoder;
use fenced_checks::Checks;
use ringfence::{Fault, FaultKind};

/// `brotli -q 11` of 400 lines of [`text`], `brotli -q 9` of 80,000.
const SMALL: &[u8] = include_bytes!("files/small.br");
const LARGE: &[u8] = include_bytes!("files/large.br");

fn text(lines: u32) -> Vec<u8> {
    (0..lines)
        .map(|i| i % 977)
        .flat_map(|i| format!("{} is the remainder of the square of {i}\n", i * i % 977).into_bytes())
        .collect()
}

/// Gives at most a few bytes at a time.
struct Drip<'a>(&'a [u8], usize);

impl Read for Drip<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let most = self.1.min(buffer.len());
        self.0.read(&mut buffer[..most])
    }
}

/// A stream of one raw block, by RFC 7932: a window of 64 KiB, the block of `bytes`, an empty last block.
fn raw(bytes: &[u8]) -> Vec<u8> {
    // WBITS 0; ISLAST 0, MNIBBLES 0 (four), MLEN - 1, ISUNCOMPRESSED 1.
    let head = (bytes.len() as u32 - 1) << 4 | 1 << 20;
    [&head.to_le_bytes()[..3], bytes, &[3]].concat()
}

#[test]
fn files_of_the_original_tool_come_out_as_they_went_in() {
    let pool = fenced_brotli::pool().unwrap();
    assert!(fenced_brotli::decompress(&pool, SMALL, 1 << 20).unwrap() == text(400));
    let large = text(80_000);
    assert!(fenced_brotli::decompress(&pool, LARGE, large.len()).unwrap() == large);
    for size in [1, 7, 1009, 1 << 20] {
        let mut read = Vec::new();
        Decoder::new(&pool, Drip(LARGE, size)).unwrap().read_to_end(&mut read).unwrap();
        assert!(read == large, "{size} bytes at a time");
    }
    let (mut decoder, mut read) = (Decoder::new(&pool, SMALL).unwrap(), Vec::new());
    let mut buffer = [0; 13];
    while let length @ 1.. = decoder.read(&mut buffer).unwrap() {
        read.extend_from_slice(&buffer[..length]);
    }
    assert!(read == text(400));
}

#[test]
fn streams_written_by_hand_are_understood() {
    let pool = fenced_brotli::pool().unwrap();
    let bytes: Vec<u8> = (0..60_000_u32).map(|i| ((i * i) >> 7) as u8).collect();
    for length in [1, 2, 255, 60_000] {
        let stream = raw(&bytes[..length]);
        assert!(fenced_brotli::decompress(&pool, &stream, length).unwrap() == bytes[..length]);
        let mut read = Vec::new();
        Decoder::new(&pool, Drip(&stream, 1000)).unwrap().read_to_end(&mut read).unwrap();
        assert!(read == bytes[..length]);
    }
    // An empty stream.
    assert!(fenced_brotli::decompress(&pool, &[6], 0).unwrap().is_empty());
}

#[test]
fn what_is_wrong_is_told() {
    let pool = fenced_brotli::pool().unwrap();
    let small = fenced_brotli::decompress(&pool, SMALL, 999).unwrap_err();
    assert_eq!(small.kind(), FaultKind::Refused);
    let mut read = Vec::new();
    let cut = Decoder::new(&pool, &LARGE[..LARGE.len() / 2]).unwrap().read_to_end(&mut read).unwrap_err();
    assert_eq!(cut.kind(), io::ErrorKind::UnexpectedEof);
    let bad = Decoder::new(&pool, &[0x91; 50][..]).unwrap().read_to_end(&mut read).unwrap_err();
    assert_eq!(bad.kind(), io::ErrorKind::InvalidData);
    let fault = bad.get_ref().unwrap().downcast_ref::<Fault>().unwrap();
    assert_eq!((fault.kind(), fault.message()), (FaultKind::Refused, Some("WINDOW_BITS")));
}

/// Reads as a stream, and says what is behind an error of it.
fn streamed(pool: &ringfence::Pool<fenced_brotli::Brotli>, stream: &[u8]) -> Result<Vec<u8>, Fault> {
    let mut read = Vec::new();
    match Decoder::new(pool, Drip(stream, 300))?.take(1 << 20).read_to_end(&mut read) {
        Ok(_) => Ok(read),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Err(Fault::refused(0, Some("cut off"))),
        Err(error) => Err(error.downcast().unwrap_or_else(Fault::host)),
    }
}

#[test]
fn a_thousand_damaged_files_are_refused_or_decompressed() {
    let pool = fenced_brotli::pool().unwrap();
    let whole = Checks::new(pool.clone(), |pool, file| fenced_brotli::decompress(pool, file, 1 << 20));
    let summary = whole.file("a text", SMALL).run();
    assert!(summary.faults() > 700, "{summary}");
    let summary = Checks::new(pool, streamed).file("a text", SMALL).run();
    assert!(summary.faults() > 700, "{summary}");
}

#[test]
fn a_library_that_lies_is_contained() {
    let stream = raw(b"hello, hello");
    let report = ringfence::hostile::attack(|pool| {
        fenced_brotli::decompress(pool, &stream, 64)?;
        streamed(pool, &stream)
    })
    .rounds(30)
    .run();
    println!("{report}");
    report.assert_contained();
    report.assert_score(0.7);
}
