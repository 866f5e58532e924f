//! The fonts that come with Graphite and what its own tests expect of them, damaged ones, and a library that lies.
#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "helpers of tests are tests")]

use std::path::Path;

use fenced_checks::Checks;
use fenced_graphite2::{Direction, pool, shape};
use ringfence::FaultKind;

/// A file of the archive.
fn file(path: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("GRAPHITE2_SOURCES")).join("tests").join(path)).unwrap()
}

/// A glyph as the logs print it: its number and its place, to a tenth.
type Line = (u16, String, String);

/// The glyphs of one of Graphite's own logs.
fn expected(log: &str) -> Vec<Line> {
    let text = String::from_utf8(file(&format!("standards/{log}.log"))).unwrap();
    let lines = text.lines().skip_while(|line| !line.starts_with("pos")).skip(1);
    let glyph = |line: &str| {
        let fields: Vec<_> = line.split('\t').map(str::trim).collect();
        let id = fields[0].split_whitespace().nth(1).unwrap().parse().unwrap();
        (id, fields[1].to_owned(), fields[2].to_owned())
    };
    lines.take_while(|line| line.starts_with(|c: char| c.is_ascii_digit())).map(glyph).collect()
}

#[test]
fn glyphs_and_places_are_those_that_graphites_own_tests_expect() {
    let pool = pool().unwrap();
    let (left, right) = (Direction::LeftToRight, Direction::RightToLeft);
    for (log, font, text, direction) in [
        ("padauk1", "Padauk", "\u{1015}\u{102F}\u{100F}\u{1039}\u{100F}\u{1031}\u{1038}", left),
        ("padauk2", "Padauk", "\u{1000}\u{103C}\u{102D}\u{102F}", left),
        ("padauk4", "Padauk", "\u{1005}\u{1000}\u{1039}\u{1000}\u{1030}", left),
        ("scher2", "Scheherazadegr", "\u{627}\u{644}\u{625}\u{639}\u{644}\u{627}\u{646}", right),
        ("scher4", "Scheherazadegr", "\u{627}\u{653}\u{6AF}", right),
        ("charis4", "charis_r_gr", "k\u{361}p", left),
        ("grtest1", "grtest1gr", "baaaaaaba", left),
        ("piglatin1", "PigLatinBenchmark_v3", "hello", left),
    ] {
        let run = shape(&pool, &file(&format!("fonts/{font}.ttf")), text, 12.0, direction).unwrap();
        let lines =
            run.glyphs.iter().map(|glyph| (glyph.id, format!("{:.1}", glyph.x), format!("{:.1}", glyph.y)));
        assert_eq!(lines.collect::<Vec<_>>(), expected(log), "{log}");
        assert!(run.advance > 1.0);
        assert!(run.glyphs.iter().all(|glyph| glyph.character < text.chars().count()));
    }
}

#[test]
fn what_is_no_font_of_graphites_is_refused() {
    let pool = pool().unwrap();
    for font in [b"no font at all".to_vec(), file("fonts/tiny.ttf"), Vec::new()] {
        let fault = shape(&pool, &font, "a", 12.0, Direction::LeftToRight).unwrap_err();
        assert_eq!((fault.kind(), fault.message()), (FaultKind::Refused, Some("no font for Graphite")));
    }
    let fault = shape(&pool, &[], &"a".repeat(10_001), 12.0, Direction::LeftToRight).unwrap_err();
    assert_eq!(fault.message(), Some("the text is too long"));
}

#[test]
fn a_thousand_damaged_fonts_on_two_threads_leave_nothing_behind() {
    let read = |pool: &_, font: &[u8]| shape(pool, font, "hello", 12.0, Direction::LeftToRight);
    let summary = Checks::new(pool().unwrap(), read)
        .file("pig latin", file("fonts/PigLatinBenchmark_v3.ttf"))
        .file("test", file("fonts/grtest1gr.ttf"))
        .keep(12)
        .run();
    assert!(summary.faults() > 50 && summary.read() > 50, "{summary}");
}

#[test]
fn a_library_that_lies_is_contained() {
    let font = file("fonts/grtest1gr.ttf");
    let report = ringfence::hostile::attack(|pool| {
        let run = shape(pool, &font, "ba", 12.0, Direction::LeftToRight)?;
        assert!(run.glyphs.iter().all(|glyph| glyph.x.is_finite() && glyph.character < 2));
        Ok::<(), ringfence::Fault>(())
    })
    .rounds(40)
    .run();
    println!("{report}");
    report.assert_contained();
    report.assert_score(0.3);
}
