use fenced_checks::Checks;
use image::metadata::Orientation as Turn;
use image::{DynamicImage, ImageFormat, RgbImage};

use super::*;

fn decode(file: &[u8]) -> Result<Image, Failure> {
    Decoders::new(Limits::default()).unwrap().decode(Format::of(file), file, 400)
}

/// An uncompressed TGA with an alpha channel, top row first, and its pixels as RGBA.
fn tga(width: u16, height: u16) -> (Vec<u8>, Vec<u8>) {
    let mut file = vec![0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    file.extend([width.to_le_bytes(), height.to_le_bytes()].concat());
    file.extend([32, 0x28]);
    let mut rgba = Vec::new();
    for place in 0..u32::from(width) * u32::from(height) {
        let [a, b, c, _] = place.wrapping_mul(2_654_435_761).to_le_bytes();
        rgba.extend([a, b, c, 200]);
        file.extend([c, b, a, 200]);
    }
    (file, rgba)
}

#[test]
fn pixels_come_out_as_they_went_in() {
    // The second file is larger than what the module sets aside for arguments.
    for (width, height) in [(20, 10), (300, 200)] {
        let (file, rgba) = tga(width, height);
        let image = decode(&file).unwrap();
        assert_eq!((image.width, image.height, image.frames), (width.into(), height.into(), 1));
        let thumbnail = image::load_from_memory(&image.thumbnail.bytes).unwrap();
        assert!(thumbnail.into_rgba8().into_raw() == rgba, "{width} × {height} pixels differ");
    }
}

#[test]
fn damaged_files_of_the_formats_left_to_stb_image_are_contained() {
    let read = |pool: &_, file: &[u8]| stb::decode(pool, file).map(|picture| picture.rgba);
    let ppm = [&b"P6 20 10 255\n"[..], &[7; 600]].concat();
    let gif = [&GIF[..], b";"].concat();
    let summary = Checks::new(Pool::new(Limits::default()).unwrap(), read)
        .file("tga", tga(20, 10).0)
        .file("ppm", ppm)
        .file("gif", gif)
        .run();
    println!("{summary}");
    assert!(summary.faults() > 100 && summary.read() > 100, "{summary}");
}

/// One pixel, and what begins the next block.
const GIF: [u8; 34] = *b"GIF89a\x01\0\x01\0\x80\0\0\xFF\x80\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0";

#[test]
fn frames_of_a_gif_are_counted_where_giflib_is() {
    let frame = &GIF[19..];
    let mut decoders = Decoders::new(Limits::default()).unwrap();
    let file = [&GIF[..], frame, frame, b";"].concat();
    let frames = if decoders.gif.is_some() { 3 } else { 1 };
    let image = decoders.decode(Some(Format::Gif), &file, 400).unwrap();
    assert_eq!((image.width, image.height, image.frames), (1, 1, frames));
    decoders.gif = None;
    assert_eq!(decoders.library(Some(Format::Gif)), "stb_image");
    assert_eq!(decoders.decode(Some(Format::Gif), &file, 400).unwrap().frames, 1);
}

#[test]
fn each_library_says_why_it_refuses() {
    let webp = b"RIFF\x20\0\0\0WEBPVP8 \x10\0\0\0not a frame at all";
    let decoders = Decoders::new(Limits::default()).unwrap();
    for (file, library, words) in [
        (&b"\x89PNG\r\n\x1a\n"[..], "libpng", "read beyond end of data"),
        (b"\xff\xd8\xff\xc5\0\x05ab", "libjpeg-turbo", "Unsupported JPEG process: SOF type 0xc5"),
        (webp, "libwebp", "bitstream error"),
        (b"8BPSnothing behind", "stb_image", "wrong version"),
    ] {
        assert_eq!(decoders.library(Format::of(file)), library);
        let Err(Failure::Refused(said)) = decode(file) else { panic!("{library} took it") };
        assert!(said.contains(words), "{library}: {said}");
    }
}

/// Two bright corners on top, so that no two of the eight ways to turn it look alike, as a JPEG with Exif data.
fn photo(orientation: u8) -> (DynamicImage, Vec<u8>) {
    let bright = |x: u32, y: u32| (x < 16 && y < 16) || ((32..40).contains(&x) && y < 8);
    let image = RgbImage::from_fn(64, 32, |x, y| image::Rgb([if bright(x, y) { 255 } else { 40 }; 3]));
    let image = DynamicImage::from(image);
    let mut file = std::io::Cursor::new(Vec::new());
    image.write_to(&mut file, ImageFormat::Jpeg).unwrap();
    let mut file = file.into_inner();
    let exif = [
        &b"\xff\xe1\0\x22Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0"[..],
        &[orientation, 0, 0, 0, 0, 0, 0, 0],
    ];
    file.splice(2..2, exif.concat());
    (image, file)
}

#[test]
fn photos_are_turned_upright() {
    for number in 1..=8 {
        let (mut upright, file) = photo(number);
        upright.apply_orientation(Turn::from_exif(number).unwrap());
        let thumbnail = decode(&file).unwrap().thumbnail;
        assert_eq!((thumbnail.width, thumbnail.height), (upright.width(), upright.height()));
        let seen = image::load_from_memory(&thumbnail.bytes).unwrap().to_luma8();
        let upright = upright.to_luma8();
        let apart = seen.iter().zip(upright.iter()).map(|(a, b)| u64::from(a.abs_diff(*b)));
        assert!(apart.sum::<u64>() < 64 * 32 * 8, "{number}");
    }
}

#[test]
fn a_decoder_that_lies_is_contained() {
    let (file, _) = tga(4, 3);
    let report = ringfence::hostile::attack(|pool| stb::decode(pool, &file)).rounds(30).run();
    println!("{report}");
    report.assert_contained();
    report.assert_score(0.5);
}

#[test]
fn a_file_that_leaves_no_room_reaches_a_limit() {
    let (file, _) = tga(1024, 1024);
    let decoders = Decoders::new(Limits::default().memory(2 << 20)).unwrap();
    match decoders.decode(None, &file, 400) {
        Err(Failure::Fault(fault)) => assert_eq!(fault.kind(), FaultKind::Limit),
        _ => panic!("4 MiB fit into 2 MiB"),
    }
}
