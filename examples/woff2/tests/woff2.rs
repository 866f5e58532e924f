//! Real fonts there and back, damaged ones, and a library that lies.
#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "helpers of tests are tests")]

use std::collections::BTreeMap;

use fenced_checks::Checks;
use fenced_woff2::{decode, encode, pool};
use ringfence::FaultKind;

const MOST: usize = 4 << 20;

fn number(bytes: &[u8], at: usize) -> usize {
    u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap()) as usize
}

/// The tables of a font by name.
fn tables(font: &[u8]) -> BTreeMap<String, &[u8]> {
    let count = usize::from(u16::from_be_bytes([font[4], font[5]]));
    let entries = font[12..].chunks(16).take(count);
    let table = |entry: &[u8]| {
        let (start, length) = (number(entry, 8), number(entry, 12));
        &font[start..start + length]
    };
    entries.map(|entry| (String::from_utf8_lossy(&entry[..4]).into_owned(), table(entry))).collect()
}

#[test]
fn fonts_come_back_as_they_went_in() {
    let pool = pool().unwrap();
    for font in [dejavu::sans_mono::regular(), dejavu::serif::bold()] {
        let packed = encode(&pool, font, 5).unwrap();
        assert!(packed.starts_with(b"wOF2") && packed.len() < font.len() * 3 / 4, "{}", packed.len());
        let unpacked = decode(&pool, &packed, MOST).unwrap();
        let (before, after) = (tables(font), tables(&unpacked));
        assert!(before.keys().eq(after.keys()) && before.len() > 10);
        // Outlines are written anew, and the head has a checksum over everything.
        for (name, table) in
            before.iter().filter(|(name, _)| !["glyf", "loca", "head"].contains(&name.as_str()))
        {
            assert!(after[name] == *table, "{name}");
        }
        assert!(encode(&pool, &unpacked, 5).unwrap() == packed, "what was written anew stays as it is");
    }
}

#[test]
fn what_is_no_font_or_too_large_is_refused() {
    let pool = pool().unwrap();
    let packed = encode(&pool, dejavu::sans_mono::regular(), 1).unwrap();
    for result in [
        decode(&pool, b"no font at all", MOST),
        decode(&pool, &packed, 100_000),
        decode(&pool, &packed[..packed.len() / 2], MOST),
        encode(&pool, b"no font at all", 5),
    ] {
        assert_eq!(result.unwrap_err().kind(), FaultKind::Refused);
    }
}

#[test]
fn a_thousand_damaged_files_on_two_threads_leave_nothing_behind() {
    let pool = pool().unwrap();
    let packed = encode(&pool, dejavu::sans_mono::regular(), 1).unwrap();
    let summary = Checks::new(pool, |pool, file| decode(pool, file, MOST))
        .file("DejaVu Sans Mono", packed)
        .keep(4)
        .run();
    assert!(summary.faults() > 500, "{summary}");
}

#[test]
fn a_library_that_lies_is_contained() {
    let packed = encode(&pool().unwrap(), dejavu::sans_mono::regular(), 1).unwrap();
    let report = ringfence::hostile::attack(|pool| decode(pool, &packed, MOST)).rounds(30).run();
    println!("{report}");
    report.assert_contained();
    report.assert_score(0.4);
}
