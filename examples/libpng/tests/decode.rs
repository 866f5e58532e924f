//! Good files, a thousand bad ones, and a library that lies.
#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "helpers of tests are tests")]

use std::io::Cursor;

use fenced_libpng::{Decoder, Picture};
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
    let mut decoder = Decoder::new().unwrap();
    for (width, height) in [(1, 1), (3, 5), (64, 64), (300, 200)] {
        let drawing = drawing(width, height);
        let kinds: [DynamicImage; 4] = [
            drawing.to_luma8().into(),
            drawing.to_luma_alpha8().into(),
            drawing.to_rgb8().into(),
            drawing.to_rgba8().into(),
        ];
        for image in kinds {
            let picture = decoder.decode(&encoded(&image)).unwrap().unwrap();
            let rgba = image.to_rgba8().into_raw();
            assert_eq!(picture, Picture { width, height, rgba }, "{:?}", image.color());
        }
    }
}

/// The `seed`-th way to damage a file: bytes replaced, cut out, or cut off.
fn damaged(file: &[u8], seed: u64) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % u64::try_from(below.max(1)).unwrap()).unwrap()
    };
    let mut bad = file.to_vec();
    match next(4) {
        0 => bad.truncate(next(file.len())),
        1 => {
            let start = 8 + next(file.len() - 16);
            bad.drain(start..(start + 1 + next(40)).min(file.len()));
        }
        _ => {
            for _ in 0..=next(6) {
                let place = 8 + next(file.len() - 8);
                bad[place] ^= 1 << next(8);
            }
        }
    }
    bad
}

#[test]
fn a_thousand_bad_files_in_one_instance_leave_nothing_behind() {
    let mut decoder = Decoder::new().unwrap();
    let good = encoded(&drawing(60, 40));
    let expected = decoder.decode(&good).unwrap().unwrap();
    let mut messages = std::collections::BTreeMap::new();
    let mut memory = Vec::new();
    for seed in 0..1000 {
        if let Err(refusal) = decoder.decode(&damaged(&good, seed)).unwrap() {
            *messages.entry(refusal.0).or_insert(0) += 1;
        }
        if seed % 100 == 0 {
            assert_eq!(decoder.decode(&good).unwrap().unwrap(), expected, "after {seed} bad files");
            memory.push(decoder.memory_bytes().unwrap());
        }
    }
    println!("{messages:#?}");
    let refused: i32 = messages.values().sum();
    assert!(refused > 500 && messages.len() > 5, "{refused} refused: {messages:?}");
    assert_eq!(memory.iter().skip(2).max(), memory.last(), "memory settles: {memory:?}");
    assert!(memory.last() <= memory.get(2), "memory settles: {memory:?}");
}

#[test]
fn a_library_that_lies_is_contained() {
    let file = encoded(&drawing(9, 7));
    let report = ringfence::hostile::attack(|pool| {
        Decoder::of(pool).decode(&file)?.map(drop).map_err(ringfence::Fault::host)
    })
    .rounds(40)
    .run();
    println!("{report}");
    report.assert_contained();
    report.assert_score(0.5);
}
