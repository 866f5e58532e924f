//! Files of two encoders, compared with an independent decoder; damaged ones; and a library that lies.
#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "helpers of tests are tests")]

use std::io::Cursor;

use fenced_checks::Checks;
use fenced_libwebp::{Info, Picture, Refusal, Webp, decode, info};
use image::{DynamicImage, ImageFormat, RgbaImage};
use ringfence::{Fault, Pool};

/// Of libwebp's own encoder: the formula of [`drawing`] at quality 80, and three frames of 16 × 16 pixels.
const LOSSY: &[u8] = include_bytes!("files/lossy.webp");
const LOSSY_ALPHA: &[u8] = include_bytes!("files/lossy-alpha.webp");
const ANIMATION: &[u8] = include_bytes!("files/animation.webp");

fn drawing(width: u32, height: u32, transparent: bool) -> RgbaImage {
    RgbaImage::from_fn(width, height, |x, y| {
        let alpha = if transparent && (x / 8 + y / 8) % 2 == 1 { 90 } else { 255 };
        image::Rgba([(x * 3) as u8, (y * 5) as u8, ((x * x + y * y) / 16) as u8, alpha])
    })
}

/// A lossless file of the crate `image-webp`.
fn lossless(image: &DynamicImage) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    image.write_to(&mut file, ImageFormat::WebP).unwrap();
    file.into_inner()
}

#[test]
fn lossless_files_come_out_as_they_went_in() {
    let pool = fenced_libwebp::pool().unwrap();
    for (width, height) in [(1, 1), (3, 5), (64, 64), (300, 200)] {
        let image = DynamicImage::from(drawing(width, height, true));
        for image in [image.to_rgb8().into(), image] {
            let picture = decode(&pool, &lossless(&image)).unwrap().unwrap();
            assert_eq!(picture, Picture { width, height, rgba: image.to_rgba8().into_raw() });
        }
    }
}

#[test]
fn lossy_files_are_close_to_what_went_in_and_equal_to_an_independent_decoder() {
    let pool = fenced_libwebp::pool().unwrap();
    for (file, transparent) in [(LOSSY, false), (LOSSY_ALPHA, true)] {
        let picture = decode(&pool, file).unwrap().unwrap();
        let original = drawing(64, 48, transparent).into_raw();
        let apart = picture.rgba.iter().zip(&original).map(|(a, b)| f64::from(a.abs_diff(*b)));
        let mean = apart.sum::<f64>() / original.len() as f64;
        assert!(mean < 4.0, "{mean}");
        let alphas = |rgba: &[u8]| rgba.iter().skip(3).step_by(4).copied().collect::<Vec<_>>();
        assert_eq!(alphas(&picture.rgba), alphas(&original));
        assert_eq!(picture.rgba, image::load_from_memory(file).unwrap().to_rgba8().into_raw());
    }
}

#[test]
fn the_header_tells_size_and_kind_without_pixels() {
    let pool = fenced_libwebp::pool().unwrap();
    let kind = |alpha, animation, width, height| Info { width, height, alpha, animation };
    for (file, expected) in [
        (LOSSY, kind(false, false, 64, 48)),
        (LOSSY_ALPHA, kind(true, false, 64, 48)),
        (ANIMATION, kind(true, true, 16, 16)),
    ] {
        assert_eq!(info(&pool, file).unwrap(), Ok(expected));
        assert_eq!(info(&pool, &file[..64]).unwrap(), Ok(expected));
        assert_eq!(info(&pool, &file[..16]).unwrap(), Err(Refusal::Truncated));
    }
}

#[test]
fn what_is_no_still_is_refused_by_name() {
    let pool = fenced_libwebp::pool().unwrap();
    assert_eq!(decode(&pool, ANIMATION).unwrap(), Err(Refusal::Animation));
    assert_eq!(decode(&pool, b"RIFF\x08\0\0\0WAVEVP8 ").unwrap(), Err(Refusal::Damaged));
    assert_eq!(decode(&pool, &LOSSY[..100]).unwrap(), Err(Refusal::Truncated));
    assert_eq!(decode(&pool, b"").unwrap(), Err(Refusal::Truncated));
}

/// A refusal as a fault, for tests that ask for one answer.
fn read(pool: &Pool<Webp>, file: &[u8]) -> Result<Picture, Fault> {
    decode(pool, file)?.map_err(Fault::host)
}

#[test]
fn damaged_files_two_threads_and_no_growth() {
    let alpha = DynamicImage::from(drawing(40, 30, true));
    let summary = Checks::new(fenced_libwebp::pool().unwrap(), decode)
        .file("lossy", LOSSY)
        .file("lossy with alpha", LOSSY_ALPHA)
        .file("lossless", lossless(&alpha))
        .keep(12)
        .run();
    assert!(summary.read() + summary.faults() >= 1000, "{summary}");
}

#[test]
fn damage_is_told_in_several_ways() {
    let pool = fenced_libwebp::pool().unwrap();
    let mut refusals = [0; 4];
    for seed in 0..400 {
        match decode(&pool, &fenced_checks::damaged(LOSSY_ALPHA, 12, seed)).unwrap() {
            Ok(picture) => {
                assert_eq!(picture.rgba.len() as u64, u64::from(picture.width * picture.height * 4))
            }
            Err(Refusal::Damaged) => refusals[0] += 1,
            Err(Refusal::Truncated) => refusals[1] += 1,
            Err(Refusal::Unsupported) => refusals[2] += 1,
            Err(_) => refusals[3] += 1,
        }
    }
    println!("{refusals:?}");
    assert!(refusals.iter().sum::<i32>() > 100 && refusals[0] > 20 && refusals[1] > 20, "{refusals:?}");
}

#[test]
fn a_library_that_lies_is_contained() {
    let report = ringfence::hostile::attack(|pool| {
        info(pool, LOSSY)?.map_err(Fault::host)?;
        read(pool, LOSSY)
    })
    .rounds(40)
    .run();
    println!("{report}");
    report.assert_contained();
    report.assert_score(0.5);
}
