//! Frames of the original tool, frames written by hand, damaged ones, and a library that lies.
#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "helpers of tests are tests")]

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
fn a_thousand_damaged_files_are_refused_or_decompressed() {
    let pool = fenced_zstd::pool().unwrap();
    let mut refused = 0;
    for seed in 0..1000_usize {
        let mut bad = FRAME.to_vec();
        let place = seed.wrapping_mul(7919) % bad.len();
        match seed % 3 {
            0 => bad.truncate(place),
            1 => bad[place] ^= 1 << (seed / 3 % 8),
            _ => drop(bad.drain(place..(place + 1 + seed % 9).min(FRAME.len()))),
        }
        match fenced_zstd::decompress(&pool, &bad, 1 << 20) {
            Ok(out) => assert!(out.len() <= 1 << 20),
            Err(fault) => {
                assert_eq!(fault.kind(), FaultKind::Refused, "{fault}");
                refused += 1;
            }
        }
    }
    assert!(refused > 800, "{refused}");
}

#[test]
fn two_threads_share_a_pool() {
    let pool = fenced_zstd::pool().unwrap();
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                for _ in 0..20 {
                    assert_eq!(fenced_zstd::decompress(&pool, FRAME, 1 << 20).unwrap().len(), text().len());
                }
            });
        }
    });
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
