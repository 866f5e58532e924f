//! The pictures that come with giflib, damaged ones, and a library that lies.
#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "helpers of tests are tests")]

use std::path::Path;

use fenced_checks::Checks;
use fenced_giflib::{Picture, decode, pool};
use ringfence::FaultKind;

/// A file of the archive.
fn file(path: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("GIFLIB_SOURCES")).join(path)).unwrap()
}

/// Five by four pixels: a frame of three by two at (1, 1), with colours red, green, blue and a transparent one.
const SMALL: &[u8] = b"GIF89a\x05\0\x04\0\xf1\0\0\xff\0\0\0\xff\0\0\0\xff\x01\x02\x03\
    !\xf9\x04\x01\0\0\x03\0,\x01\0\x01\0\x03\0\x02\0\0\x02\x03\x44\x34\x56\0;";

#[test]
fn pictures_are_those_that_giflibs_own_tests_expect() {
    let pool = pool().unwrap();
    for name in ["gifgrid", "porsche", "solid2", "treescap", "treescap-interlaced"] {
        let picture = decode(&pool, &file(&format!("pic/{name}.gif"))).unwrap();
        let expected = file(&format!("tests/{name}.rgb"));
        let rgb: Vec<u8> = picture.rgba.chunks(4).flat_map(|pixel| &pixel[..3]).copied().collect();
        assert!(rgb == expected, "{name}");
        assert!(picture.rgba.chunks(4).all(|pixel| pixel[3] == 255), "{name}");
        assert_eq!(picture.frames, 1, "{name}");
    }
    let fire = decode(&pool, &file("pic/fire.gif")).unwrap();
    assert_eq!((fire.width, fire.height, fire.frames), (30, 60, 33));
    let trans = decode(&pool, &file("pic/x-trans.gif")).unwrap();
    assert!(trans.rgba.chunks(4).any(|pixel| pixel == [0; 4]), "some of it is transparent");
}

#[test]
fn a_frame_is_drawn_where_it_belongs() {
    let picture = decode(&pool().unwrap(), SMALL).unwrap();
    assert_eq!((picture.width, picture.height, picture.frames), (5, 4, 1));
    let pixel = |x: usize, y: usize| &picture.rgba[(y * 5 + x) * 4..][..4];
    let (red, green, blue, none) = ([255, 0, 0, 255], [0, 255, 0, 255], [0, 0, 255, 255], [0; 4]);
    assert_eq!([pixel(1, 1), pixel(2, 1), pixel(3, 1)], [red, green, blue]);
    assert_eq!([pixel(1, 2), pixel(2, 2), pixel(3, 2)], [none, red, green]);
    assert_eq!([pixel(0, 0), pixel(0, 1), pixel(4, 1), pixel(1, 3)], [none; 4]);
}

#[test]
fn what_is_no_picture_is_refused_in_giflibs_words() {
    let pool = pool().unwrap();
    let noise = decode(&pool, b"no picture at all").unwrap_err();
    assert_eq!((noise.kind(), noise.message()), (FaultKind::Refused, Some("Data is not in GIF format")));
    let short = decode(&pool, &SMALL[..30]).unwrap_err();
    assert_eq!(short.kind(), FaultKind::Refused, "{short}");
    assert!(short.message().is_some(), "{short}");
    assert_eq!(decode(&pool, b"").unwrap_err().kind(), FaultKind::Refused);
}

#[test]
fn a_thousand_damaged_files_on_two_threads_leave_nothing_behind() {
    let summary = Checks::new(pool().unwrap(), decode)
        .file("treescap", file("pic/treescap.gif"))
        .file("interlaced", file("pic/treescap-interlaced.gif"))
        .file("welcome", file("pic/welcome2.gif"))
        .file("small", SMALL)
        .keep(6)
        .run();
    assert!(summary.faults() > 300 && summary.read() > 100, "{summary}");
}

#[test]
fn a_library_that_lies_is_contained() {
    let report = ringfence::hostile::attack(|pool| {
        let Picture { width, height, rgba, .. } = decode(pool, SMALL)?;
        assert_eq!(rgba.len(), width as usize * height as usize * 4);
        Ok::<(), ringfence::Fault>(())
    })
    .rounds(40)
    .run();
    println!("{report}");
    report.assert_contained();
    report.assert_score(0.4);
}
