//! Photos held in all ways, damaged ones, and a reader that lies.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use exif_rust::Orientation::{
    FlipHorizontal, FlipVertical, Rotate90, Rotate180, Rotate270, Transpose, Transverse, Upright,
};
use exif_rust::{Exif, orientation};
use fenced_checks::Checks;
use ringfence::{FaultKind, Limits, Pool};

fn pool() -> Pool<Exif> {
    Pool::new(Limits::default()).unwrap()
}

/// A JPEG file of nothing but Exif data with one field.
fn photo(orientation: u16) -> Vec<u8> {
    let [low, high] = orientation.to_le_bytes();
    let field = [0x12, 0x01, 3, 0, 1, 0, 0, 0, low, high, 0, 0];
    let tiff = [&b"II*\0\x08\0\0\0\x01\0"[..], &field, &[0; 4]].concat();
    let segment = [&b"Exif\0\0"[..], &tiff].concat();
    let length = u16::try_from(segment.len() + 2).unwrap().to_be_bytes();
    [&b"\xff\xd8\xff\xe1"[..], &length, &segment, b"\xff\xd9"].concat()
}

#[test]
fn all_ways_to_hold_a_camera_are_told() {
    let all = [Upright, FlipHorizontal, Rotate180, FlipVertical, Transpose, Rotate90, Transverse, Rotate270];
    for (number, expected) in (1..).zip(all) {
        assert_eq!(orientation(&pool(), &photo(number)).unwrap(), Some(expected));
    }
    for number in [0, 9, 257, u16::MAX] {
        assert_eq!(orientation(&pool(), &photo(number)).unwrap(), None, "{number}");
    }
}

#[test]
fn files_without_exif_and_files_that_are_none_differ() {
    assert_eq!(orientation(&pool(), b"\xff\xd8\xff\xd9").unwrap(), None);
    let fault = orientation(&pool(), b"no photo").unwrap_err();
    assert_eq!((fault.kind(), fault.message()), (FaultKind::Refused, Some("Unknown image format")));
}

#[test]
fn damaged_files_two_threads_and_no_growth() {
    Checks::new(pool(), orientation).file("a photo", photo(6)).keep(2).run();
}

#[test]
fn a_reader_that_lies_is_contained() {
    let file = photo(6);
    let report = ringfence::hostile::attack(|pool| orientation(pool, &file)).rounds(30).run();
    println!("{report}");
    report.assert_contained();
}
