//! Readers and writers beside an independent implementation.
#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "helpers of tests are tests")]

mod common;

use std::io::{self, ErrorKind, Read, Write};

use common::{Drip, Random, mixture};
use fenced_zlib::{Decoder, Encoder, Format};
use flate2::Compression;
use ringfence::{Fault, FaultKind};

const FORMATS: [Format; 3] = [Format::Zlib, Format::Gzip, Format::Raw];

/// Compressed by the other implementation.
fn packed(bytes: &[u8], format: Format) -> Vec<u8> {
    let level = Compression::new(6);
    let mut out = Vec::new();
    match format {
        Format::Zlib => flate2::read::ZlibEncoder::new(bytes, level).read_to_end(&mut out),
        Format::Gzip => flate2::read::GzEncoder::new(bytes, level).read_to_end(&mut out),
        Format::Raw => flate2::read::DeflateEncoder::new(bytes, level).read_to_end(&mut out),
    }
    .unwrap();
    out
}

/// Decompressed by the other implementation.
fn unpacked(bytes: &[u8], format: Format) -> Vec<u8> {
    let mut out = Vec::new();
    match format {
        Format::Zlib => flate2::read::ZlibDecoder::new(bytes).read_to_end(&mut out),
        Format::Gzip => flate2::read::GzDecoder::new(bytes).read_to_end(&mut out),
        Format::Raw => flate2::read::DeflateDecoder::new(bytes).read_to_end(&mut out),
    }
    .unwrap();
    out
}

#[test]
fn what_another_implementation_compressed_is_read() {
    let pool = fenced_zlib::pool().unwrap();
    let text = mixture(3 << 20);
    for (format, size) in FORMATS.into_iter().zip([1_000_000, 4099, 70_001]) {
        let source = Drip(io::Cursor::new(packed(&text, format)), Random(1), size);
        let mut read = Vec::new();
        let mut decoder = Drip(Decoder::new(&pool, source, format).unwrap(), Random(2), 50_000);
        decoder.read_to_end(&mut read).unwrap();
        assert!(read == text, "{format:?}");
    }
    let source = Drip(io::Cursor::new(packed(&text[..9000], Format::Gzip)), Random(1), 1);
    let mut read = Vec::new();
    Drip(Decoder::new(&pool, source, Format::Gzip).unwrap(), Random(1), 1).read_to_end(&mut read).unwrap();
    assert!(read == text[..9000]);
}

#[test]
fn what_is_written_is_read_by_another_implementation() {
    let pool = fenced_zlib::pool().unwrap();
    let text = mixture(2 << 20);
    for (format, level) in FORMATS.into_iter().flat_map(|format| [0, 1, 6, 9].map(|level| (format, level))) {
        let target = Drip(Vec::new(), Random(3), 30_000);
        let mut encoder = Encoder::new(&pool, target, format, level).unwrap();
        let (mut rest, mut random) = (&*text, Random(4));
        while !rest.is_empty() {
            let piece = random.below(100_000).min(rest.len());
            encoder.write_all(&rest[..piece]).unwrap();
            rest = &rest[piece..];
        }
        let written = encoder.finish().unwrap().0;
        assert!(level == 0 || written.len() < text.len() * 2 / 3, "{}", written.len());
        assert!(unpacked(&written, format) == text, "{format:?} {level}");
    }
}

#[test]
fn what_was_flushed_can_be_read() {
    let pool = fenced_zlib::pool().unwrap();
    let text = mixture(300_000);
    let mut encoder = Encoder::new(&pool, Vec::new(), Format::Raw, 6).unwrap();
    encoder.write_all(&text).unwrap();
    encoder.flush().unwrap();
    encoder.flush().unwrap();
    encoder.write_all(b"the end").unwrap();
    let written = encoder.finish().unwrap();
    // Where a flush ends, there is an empty stored block.
    let flushed = written.windows(4).rposition(|bytes| bytes == [0, 0, 0xff, 0xff]).unwrap() + 4;
    let mut decoder = Decoder::new(&pool, &written[..flushed], Format::Raw).unwrap();
    let mut read = vec![0; text.len()];
    decoder.read_exact(&mut read).unwrap();
    assert!(read == text);
    assert_eq!(decoder.read(&mut read).unwrap_err().kind(), ErrorKind::UnexpectedEof);
    assert_eq!(unpacked(&written, Format::Raw), [&text[..], b"the end"].concat());
}

#[test]
fn nothing_is_something_too() {
    let pool = fenced_zlib::pool().unwrap();
    for format in FORMATS {
        let written = Encoder::new(&pool, Vec::new(), format, 6).unwrap().finish().unwrap();
        assert_eq!(unpacked(&written, format), []);
        assert_eq!(Decoder::new(&pool, &*written, format).unwrap().read(&mut [0; 9]).unwrap(), 0);
    }
}

#[test]
fn bad_data_is_told_in_zlibs_words() {
    let pool = fenced_zlib::pool().unwrap();
    let file = packed(&mixture(200_000), Format::Gzip);
    let mut read = Vec::new();
    let cut = Decoder::new(&pool, &file[..file.len() / 2], Format::Gzip).unwrap().read_to_end(&mut read);
    assert_eq!(cut.unwrap_err().kind(), ErrorKind::UnexpectedEof);
    assert!(!read.is_empty());
    let mut bad = file.clone();
    let checksum = bad.len() - 8;
    bad[checksum] ^= 1;
    let error = Decoder::new(&pool, &*bad, Format::Gzip).unwrap().read_to_end(&mut read).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidData);
    let fault = error.get_ref().unwrap().downcast_ref::<Fault>().unwrap();
    assert_eq!((fault.kind(), fault.message()), (FaultKind::Refused, Some("data error")));
    let fault = Encoder::new(&pool, Vec::new(), Format::Zlib, 10).unwrap_err();
    assert_eq!(fault.message(), Some("stream error"));
}

#[test]
fn errors_of_source_and_target_come_through_and_nothing_is_lost() {
    /// Fails every other time.
    struct Moody<T>(T, bool);
    impl<T> Moody<T> {
        fn mood(&mut self) -> io::Result<()> {
            self.1 = !self.1;
            if self.1 { Err(io::Error::other("not now")) } else { Ok(()) }
        }
    }
    impl<R: Read> Read for Moody<R> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            self.mood().and_then(|()| self.0.read(buffer))
        }
    }
    impl<W: Write> Write for Moody<W> {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.mood().and_then(|()| self.0.write(bytes))
        }
        fn flush(&mut self) -> io::Result<()> {
            self.mood()
        }
    }
    let pool = fenced_zlib::pool().unwrap();
    let text = mixture(500_000);
    let mut encoder = Encoder::new(&pool, Moody(Vec::new(), false), Format::Zlib, 1).unwrap();
    let mut written = 0;
    let mut errors = 0;
    while written < text.len() {
        match encoder.write(&text[written..]) {
            Ok(length) => written += length,
            Err(error) => {
                assert_eq!(error.to_string(), "not now");
                errors += 1;
            }
        }
    }
    while encoder.flush().is_err() {
        errors += 1;
    }
    assert!(errors >= 3, "{errors}");
    let mut decoder =
        Decoder::new(&pool, Moody(io::Cursor::new(packed(&text, Format::Zlib)), false), Format::Zlib)
            .unwrap();
    let mut read = Vec::new();
    while let Err(error) = decoder.read_to_end(&mut read) {
        assert_eq!(error.to_string(), "not now");
    }
    assert!(read == text);
}
