//! Files of an independent encoder, compared with an independent decoder; damaged ones; and a library that lies.
#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "helpers of tests are tests")]

use fenced_checks::Checks;
use fenced_turbojpeg::{Upsampling, decode, decode_grey, decode_with};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use ringfence::Fault;

/// Something with gradients in all three colours.
fn drawing(width: u16, height: u16) -> Vec<u8> {
    let pixel = |x: u32, y: u32| [(x * 3) as u8, (y * 5) as u8, ((x * x + y * y) / 64) as u8];
    (0..height.into()).flat_map(|y| (0..width.into()).flat_map(move |x| pixel(x, y))).collect()
}

fn encoded(width: u16, height: u16, change: impl Fn(&mut Encoder<&mut Vec<u8>>)) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, 90);
    change(&mut encoder);
    encoder.encode(&drawing(width, height), width, height, ColorType::Rgb).unwrap();
    file
}

fn sampled(factor: SamplingFactor, progressive: bool) -> Vec<u8> {
    encoded(61, 43, |encoder| {
        encoder.set_sampling_factor(factor);
        encoder.set_progressive(progressive);
    })
}

/// Largest and mean difference of two pictures.
fn difference(a: &[u8], b: &[u8]) -> (u8, f64) {
    assert_eq!(a.len(), b.len());
    let apart = || a.iter().zip(b).map(|(a, b)| a.abs_diff(*b));
    (apart().max().unwrap(), apart().map(f64::from).sum::<f64>() / a.len() as f64)
}

#[test]
fn pixels_are_those_of_an_independent_decoder() {
    let pool = fenced_turbojpeg::pool().unwrap();
    let factors =
        [SamplingFactor::F_1_1, SamplingFactor::F_2_1, SamplingFactor::F_1_2, SamplingFactor::F_2_2];
    for (factor, progressive) in factors.iter().flat_map(|factor| [(*factor, false), (*factor, true)]) {
        let file = sampled(factor, progressive);
        let picture = decode(&pool, &file).unwrap().unwrap();
        assert_eq!((picture.width, picture.height), (61, 43));
        let (most, mean) = difference(&picture.rgba, &independent(&file));
        // One level more or less in a difference of colours is two levels of blue; blending adds another.
        let whole = factor == SamplingFactor::F_1_1;
        let bound = if whole { (2, 0.05) } else { (3, 0.5) };
        assert!(most <= bound.0 && mean <= bound.1, "{factor:?} {progressive}: {most}, {mean}");
        let plain = decode_with(&pool, &file, Upsampling::Plain).unwrap().unwrap();
        assert_eq!(plain.rgba == picture.rgba, whole, "{factor:?}");
        let (_, from_original) = difference(&picture.rgba, &opaque(&drawing(61, 43)));
        assert!(from_original < 8.0, "{from_original}");
    }
}

fn independent(file: &[u8]) -> Vec<u8> {
    image::load_from_memory(file).unwrap().to_rgba8().into_raw()
}

fn opaque(rgb: &[u8]) -> Vec<u8> {
    rgb.chunks_exact(3).flat_map(|p| [p[0], p[1], p[2], 255]).collect()
}

#[test]
fn damaged_files_two_threads_and_no_growth() {
    let summary = Checks::new(fenced_turbojpeg::pool().unwrap(), decode)
        .file("baseline", sampled(SamplingFactor::F_2_2, false))
        .file("progressive", sampled(SamplingFactor::F_1_1, true))
        .file("grey", grey())
        .file("four inks", inks())
        .keep(2)
        .run();
    assert!(summary.read() + summary.faults() >= 1000, "{summary}");
}

fn grey() -> Vec<u8> {
    let mut file = Vec::new();
    let pixels: Vec<u8> = drawing(50, 40).iter().copied().step_by(3).collect();
    Encoder::new(&mut file, 95).encode(&pixels, 50, 40, ColorType::Luma).unwrap();
    file
}

fn inks() -> Vec<u8> {
    let mut file = Vec::new();
    let pixels: Vec<u8> =
        drawing(40, 30).chunks_exact(3).flat_map(|p| [p[0], p[1], p[2], p[0] / 4]).collect();
    Encoder::new(&mut file, 95).encode(&pixels, 40, 30, ColorType::Cmyk).unwrap();
    file
}

#[test]
fn grey_is_equal_and_inks_are_mixed_as_elsewhere() {
    let pool = fenced_turbojpeg::pool().unwrap();
    assert_eq!(decode(&pool, &grey()).unwrap().unwrap().rgba, independent(&grey()));
    let luma = decode_grey(&pool, &grey()).unwrap().unwrap().luma;
    assert!(luma.iter().eq(independent(&grey()).iter().step_by(4)));
    let refusal = decode_grey(&pool, &inks()).unwrap().unwrap_err();
    assert_eq!(refusal.0, "Unsupported color conversion request");
    let mixed = decode(&pool, &inks()).unwrap().unwrap();
    assert!(difference(&mixed.rgba, &independent(&inks())).0 <= 1);
}

#[test]
fn libjpeg_says_why_it_refuses() {
    let pool = fenced_turbojpeg::pool().unwrap();
    let good = sampled(SamplingFactor::F_2_2, false);
    let start = good.windows(2).position(|pair| pair == [0xff, 0xc0]).unwrap();
    let frame = |change: &dyn Fn(&mut [u8])| {
        let mut file = good.clone();
        change(&mut file[start..]);
        file
    };
    for (file, words) in [
        (b"GIF89a".to_vec(), "Not a JPEG file: starts with 0x47 0x49"),
        (frame(&|frame| frame[4] = 12), "Unsupported JPEG data precision 12"),
        (frame(&|frame| frame[1] = 0xc5), "Unsupported JPEG process: SOF type 0xc5"),
        (frame(&|frame| frame[7..9].copy_from_slice(&[0, 0])), "Empty JPEG image (DNL not supported)"),
        (frame(&|frame| frame[5..9].fill(0xff)), "Maximum supported image dimension is 65500 pixels"),
        (frame(&|frame| frame[5..9].fill(0xfe)), "65278 × 65278 pixels are too many"),
        (good[..40].to_vec(), "no picture before the end"),
        (Vec::new(), "tj3DecompressHeader(): Invalid argument"),
    ] {
        assert_eq!(decode(&pool, &file).unwrap().unwrap_err().0, words);
    }
}

#[test]
fn a_file_without_its_end_is_decoded_as_far_as_it_goes() {
    let pool = fenced_turbojpeg::pool().unwrap();
    let file = encoded(200, 160, |encoder| encoder.set_sampling_factor(SamplingFactor::F_1_1));
    let whole = decode(&pool, &file).unwrap().unwrap();
    let part = decode(&pool, &file[..file.len() * 2 / 3]).unwrap().unwrap();
    let first = ..200 * 4 * 16;
    assert!(part.rgba[first] == whole.rgba[first] && part.rgba != whole.rgba);
}

#[test]
fn too_many_passes_over_a_picture_are_refused() {
    let file = sampled(SamplingFactor::F_1_1, true);
    let scan = file.windows(2).rposition(|pair| pair == [0xff, 0xda]).unwrap();
    let (head, last) = file[..file.len() - 2].split_at(scan);
    let bomb = [head, &last.repeat(600), &[0xff, 0xd9]].concat();
    let refusal = decode(&fenced_turbojpeg::pool().unwrap(), &bomb).unwrap().unwrap_err();
    assert_eq!(refusal.0, "Progressive JPEG image has more than 500 scans");
}

#[test]
fn a_library_that_lies_is_contained() {
    let file = grey();
    let report = ringfence::hostile::attack(|pool| decode(pool, &file)?.map(drop).map_err(Fault::host))
        .rounds(40)
        .run();
    println!("{report}");
    report.assert_contained();
    report.assert_score(0.5);
}
