//! Whole buffers, and a library that lies about them and about streams.
#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "helpers of tests are tests")]

#[allow(dead_code, reason = "the other test file uses the rest")]
mod common;

use std::io::{ErrorKind, Read as _, Write as _};

use common::mixture;
use fenced_checks::Checks;
use fenced_zlib::{Decoder, Encoder, Format};
use flate2::Compression;
use ringfence::{Fault, FaultKind};

#[test]
fn both_ways_agree_with_an_independent_implementation() {
    let pool = fenced_zlib::pool().unwrap();
    let text = mixture(1 << 20);
    for bytes in [&text[..], &text[..1], b""] {
        let mut out = Vec::new();
        let packed = fenced_zlib::compress(&pool, bytes, 6).unwrap();
        flate2::read::ZlibDecoder::new(&*packed).read_to_end(&mut out).unwrap();
        assert!(out == bytes);
        let mut packed = Vec::new();
        flate2::read::ZlibEncoder::new(bytes, Compression::best()).read_to_end(&mut packed).unwrap();
        assert!(fenced_zlib::decompress(&pool, &packed, bytes.len()).unwrap() == bytes);
    }
}

#[test]
fn what_does_not_fit_or_is_no_stream_is_refused_in_zlibs_words() {
    let pool = fenced_zlib::pool().unwrap();
    let packed = fenced_zlib::compress(&pool, &[b'x'; 1000], 9).unwrap();
    let small = fenced_zlib::decompress(&pool, &packed, 999).unwrap_err();
    assert_eq!((small.kind(), small.message()), (FaultKind::Refused, Some("buffer error")));
    let noise = fenced_zlib::decompress(&pool, b"no stream at all", 99).unwrap_err();
    assert_eq!((noise.kind(), noise.message()), (FaultKind::Refused, Some("data error")));
}

#[test]
fn a_thousand_damaged_buffers_are_refused_or_decompressed() {
    let pool = fenced_zlib::pool().unwrap();
    let packed = fenced_zlib::compress(&pool, &mixture(20_000), 6).unwrap();
    let summary = Checks::new(pool, |pool, file| fenced_zlib::decompress(pool, file, 1 << 20))
        .file("a mixture", packed)
        .run();
    assert!(summary.faults() > 900, "{summary}");
}

#[test]
fn a_thousand_damaged_streams_are_refused_or_decompressed() {
    let pool = fenced_zlib::pool().unwrap();
    let mut encoder = Encoder::new(&pool, Vec::new(), Format::Gzip, 6).unwrap();
    encoder.write_all(&mixture(20_000)).unwrap();
    let summary = Checks::new(pool, |pool, file| {
        let mut read = Vec::new();
        match Decoder::new(pool, file, Format::Gzip)?.take(1 << 20).read_to_end(&mut read) {
            Ok(_) => Ok(read),
            Err(error) if error.kind() == ErrorKind::UnexpectedEof => Err(Fault::refused(0, Some("cut off"))),
            Err(error) => Err(fault(error)),
        }
    })
    .file("a mixture", encoder.finish().unwrap())
    .run();
    assert!(summary.faults() > 900, "{summary}");
}

#[test]
fn a_library_that_lies_about_buffers_is_contained() {
    let packed = fenced_zlib::compress(&fenced_zlib::pool().unwrap(), b"hello, hello", 6).unwrap();
    let report = ringfence::hostile::attack(|pool| {
        let text = fenced_zlib::decompress(pool, &packed, 64)?;
        fenced_zlib::compress(pool, &text, 6)
    })
    .rounds(30)
    .run();
    println!("{report}");
    report.assert_contained();
    report.assert_score(0.5);
}

/// What is behind the error of a stream.
fn fault(error: std::io::Error) -> Fault {
    error.downcast().unwrap_or_else(Fault::host)
}

#[test]
fn a_library_that_lies_about_streams_is_contained() {
    let text = mixture(150_000);
    let report = ringfence::hostile::attack(|pool| {
        let mut encoder = Encoder::new(pool, Vec::new(), Format::Gzip, 6)?;
        encoder.write_all(&text).map_err(fault)?;
        let packed = encoder.finish().map_err(fault)?;
        let mut read = Vec::new();
        let decoder = Decoder::new(pool, &*packed, Format::Gzip)?;
        decoder.take(1 << 20).read_to_end(&mut read).map_err(fault)
    })
    .rounds(30)
    .run();
    println!("{report}");
    report.assert_contained();
    report.assert_score(0.9);
}
