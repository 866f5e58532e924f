//! Good files, a thousand bad ones, and a library that lies.
#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "helpers of tests are tests")]

use std::collections::BTreeSet;
use std::io::Cursor;
use std::sync::Mutex;

use fenced_checks::Checks;
use fenced_libpng::{Picture, decode, pool};
use image::{DynamicImage, ImageFormat, RgbaImage};

/// Something with edges, gradients and transparency.
fn drawing(width: u32, height: u32) -> DynamicImage {
    RgbaImage::from_fn(width, height, |x, y| {
        let noise = (x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503)) >> 24;
        image::Rgba([
            (x * 3) as u8,
            (y * 5) as u8,
            noise as u8,
            if (x / 8 + y / 8) % 2 == 0 { 255 } else { 90 },
        ])
    })
    .into()
}

fn encoded(image: &DynamicImage) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    image.write_to(&mut file, ImageFormat::Png).unwrap();
    file.into_inner()
}

#[test]
fn pixels_are_those_of_an_independent_decoder() {
    let pool = pool().unwrap();
    for (width, height) in [(1, 1), (3, 5), (64, 64), (300, 200)] {
        let drawing = drawing(width, height);
        let kinds: [DynamicImage; 4] = [
            drawing.to_luma8().into(),
            drawing.to_luma_alpha8().into(),
            drawing.to_rgb8().into(),
            drawing.to_rgba8().into(),
        ];
        for image in kinds {
            let picture = decode(&pool, &encoded(&image)).unwrap().unwrap();
            let rgba = image.to_rgba8().into_raw();
            assert_eq!(picture, Picture { width, height, rgba }, "{:?}", image.color());
        }
    }
}

#[test]
fn damaged_files_are_refused_in_one_instance_which_does_not_grow() {
    let reasons = Mutex::new(BTreeSet::new());
    let checks = Checks::new(pool().unwrap(), |pool, file| {
        let picture = decode(pool, file)?;
        if let Err(refusal) = &picture {
            reasons.lock().unwrap().insert(refusal.0.clone());
        }
        Ok(picture)
    });
    let drawing = drawing(60, 40);
    let summary = checks
        .file("colours", encoded(&drawing))
        .file("grey", encoded(&drawing.to_luma8().into()))
        .keep(8)
        .run();
    // libpng lands its errors itself: none of them costs the instance.
    assert_eq!(summary.faults(), 0, "{summary}");
    let reasons = reasons.into_inner().unwrap();
    assert!(reasons.len() > 5, "{reasons:?}");
}

#[test]
fn a_library_that_lies_is_contained() {
    let file = encoded(&drawing(9, 7));
    let report =
        ringfence::hostile::attack(|pool| decode(pool, &file)?.map(drop).map_err(ringfence::Fault::host))
            .rounds(40)
            .run();
    println!("{report}");
    report.assert_contained();
    report.assert_score(0.5);
}
