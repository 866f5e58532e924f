//! Frames of the original tool, frames written by hand, damaged ones, and a library that lies.
#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "helpers of tests are tests")]

use fenced_checks::Checks;
use ringfence::FaultKind;

/// `zstd -19` of [`text`].
const FRAME: &[u8] = include_bytes!("files/remainders.zst");

fn text() -> String {
    (0..400).map(|i| format!("line {i}: {} is the remainder of {}\n", i * i % 977, i * i)).collect()
}

#[test]
fn a_file_of_the_original_tool_comes_out_as_it_went_in() {
    let pool = fenced_zstd::pool().unwrap();
    assert_eq!(fenced_zstd::decompress(&pool, FRAME, 1 << 20).unwrap(), text().into_bytes());
}

/// A frame of one block, by RFC 8878: magic number, size, and a block that is raw (0) or one byte repeated (1).
fn frame(kind: u32, size: u8, content: &[u8]) -> Vec<u8> {
    let block = (u32::from(size) << 3 | kind << 1 | 1).to_le_bytes();
    [&[0x28, 0xb5, 0x2f, 0xfd, 0x20, size], &block[..3], content].concat()
}

#[test]
fn frames_written_by_hand_are_understood() {
    let pool = fenced_zstd::pool().unwrap();
    assert_eq!(fenced_zstd::decompress(&pool, &frame(0, 5, b"hello"), 5).unwrap(), b"hello");
    assert_eq!(fenced_zstd::decompress(&pool, &frame(1, 200, b"x"), 200).unwrap(), [b'x'; 200]);
}

#[test]
fn what_does_not_fit_or_is_no_frame_is_refused_in_the_librarys_words() {
    let pool = fenced_zstd::pool().unwrap();
    let short = fenced_zstd::decompress(&pool, &frame(1, 200, b"x"), 199).unwrap_err();
    assert_eq!(
        (short.kind(), short.message()),
        (FaultKind::Refused, Some("Destination buffer is too small"))
    );
    let noise = fenced_zstd::decompress(&pool, b"no frame at all", 100).unwrap_err();
    assert_eq!((noise.kind(), noise.message()), (FaultKind::Refused, Some("Unknown frame descriptor")));
}

#[test]
fn damaged_files_cost_an_error_and_leave_nothing_behind() {
    let checks =
        Checks::new(fenced_zstd::pool().unwrap(), |pool, file| fenced_zstd::decompress(pool, file, 1 << 20));
    let summary = checks.file("remainders.zst", FRAME).run();
    assert!(summary.faults() > 800, "{summary}");
}

#[test]
fn a_library_that_lies_is_contained() {
    let frame = frame(0, 5, b"hello");
    let report =
        ringfence::hostile::attack(|pool| fenced_zstd::decompress(pool, &frame, 64)).rounds(30).run();
    println!("{report}");
    report.assert_contained();
    report.assert_score(0.5);
}
