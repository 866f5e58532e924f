//! Programs that use `image` as they always did.
#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "helpers of tests are tests")]

use std::collections::BTreeMap;
use std::io::Cursor;

use fenced_checks::damaged;
use image::codecs::{gif::GifDecoder, jpeg::JpegDecoder, png::PngDecoder, webp::WebPDecoder};
use image::hooks::register_decoding_hook;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, RgbaImage};

fn drawing(width: u32, height: u32) -> DynamicImage {
    RgbaImage::from_fn(width, height, |x, y| {
        let wave = |k: f32| ((x as f32 / 9.0 * k).sin() * 60.0 + (y as f32 / 7.0).cos() * 60.0 + 128.0) as u8;
        image::Rgba([wave(1.0), wave(0.5), wave(0.2), if (x / 8 + y / 8) % 2 == 0 { 255 } else { 90 }])
    })
    .into()
}

fn kinds(image: &DynamicImage) -> [DynamicImage; 4] {
    [image.to_luma8().into(), image.to_luma_alpha8().into(), image.to_rgb8().into(), image.to_rgba8().into()]
}

fn encoded(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    image.write_to(&mut file, format).unwrap();
    file.into_inner()
}

/// By `image`'s own decoders, which no hook changes.
fn unfenced(file: &[u8], format: ImageFormat) -> DynamicImage {
    let file = Cursor::new(file);
    match format {
        ImageFormat::Png => DynamicImage::from_decoder(PngDecoder::new(file).unwrap()).unwrap(),
        ImageFormat::Jpeg => DynamicImage::from_decoder(JpegDecoder::new(file).unwrap()).unwrap(),
        ImageFormat::Gif => DynamicImage::from_decoder(GifDecoder::new(file).unwrap()).unwrap(),
        ImageFormat::WebP => DynamicImage::from_decoder(WebPDecoder::new(file).unwrap()).unwrap(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn lossless_pictures_are_those_of_the_decoders_of_image() {
    ringfence_image::register().unwrap();
    for (width, height) in [(1, 1), (3, 5), (64, 64), (300, 201)] {
        for image in kinds(&drawing(width, height)) {
            let png = encoded(&image, ImageFormat::Png);
            assert_eq!(image::load_from_memory(&png).unwrap(), image);
            assert_eq!(image::load_from_memory(&png).unwrap(), unfenced(&png, ImageFormat::Png));
        }
        let opaque: DynamicImage = drawing(width, height).to_rgb8().into();
        for image in [opaque, drawing(width, height)] {
            let webp = encoded(&image, ImageFormat::WebP);
            assert_eq!(image::load_from_memory(&webp).unwrap(), unfenced(&webp, ImageFormat::WebP));
        }
    }
}

#[test]
fn gif_is_what_image_decodes_whatever_its_background() {
    ringfence_image::register().unwrap();
    let file = encoded(&cut_out(60, 41), ImageFormat::Gif);
    let theirs = unfenced(&file, ImageFormat::Gif);
    assert!(theirs.to_rgba8().pixels().any(|pixel| pixel[3] == 0));
    for background in 0..=255 {
        let mut file = file.clone();
        file[11] = background;
        assert_eq!(image::load_from_memory(&file).unwrap(), theirs, "{background}");
    }
}

/// A drawing with a hole, in few colours.
fn cut_out(width: u32, height: u32) -> DynamicImage {
    RgbaImage::from_fn(width, height, |x, y| match (x / 9, y / 8) {
        (1..4, 2..4) => image::Rgba([0; 4]),
        (column, row) => image::Rgba([(column * 30) as u8, (row * 40) as u8, 99, 255]),
    })
    .into()
}

#[test]
fn jpeg_is_near_to_what_image_decodes() {
    ringfence_image::register().unwrap();
    for image in [drawing(200, 133).to_rgb8().into(), DynamicImage::from(drawing(97, 50).to_luma8())] {
        let file = encoded(&image, ImageFormat::Jpeg);
        let (ours, theirs) = (image::load_from_memory(&file).unwrap(), unfenced(&file, ImageFormat::Jpeg));
        assert_eq!(ours.color(), theirs.color());
        assert_eq!((ours.width(), ours.height()), (image.width(), image.height()));
        let pairs = || ours.as_bytes().iter().zip(theirs.as_bytes());
        let far = pairs().filter(|&(a, b)| a.abs_diff(*b) > 3).count();
        assert!(far * 1000 <= ours.as_bytes().len(), "{far} of {} are far", ours.as_bytes().len());
    }
}

#[test]
fn paths_and_guesses_go_through_the_fence_and_say_so_when_they_fail() {
    ringfence_image::register().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let image = drawing(20, 10);
    for (name, format, cut, words) in [
        ("a.png", ImageFormat::Png, 30, "read beyond end of data"),
        ("a.JPG", ImageFormat::Jpeg, 30, "no picture before the end"),
        ("a.webp", ImageFormat::WebP, 30, "not enough data"),
        // Whatever comes later is decoded as far as it goes.
        ("a.gif", ImageFormat::Gif, 13, "unknown code"),
    ] {
        let path = folder.path().join(name);
        let image = DynamicImage::from(image.to_rgb8());
        let file = encoded(&image, format);
        std::fs::write(&path, &file).unwrap();
        assert_eq!(image::open(&path).unwrap().to_rgb8().dimensions(), (20, 10));
        assert_eq!(image::image_dimensions(&path).unwrap(), (20, 10));
        // Cut in its head, the file is refused in words that no decoder of `image` has.
        let error = image::load_from_memory(&file[..cut]).unwrap_err();
        let ImageError::Decoding(decoding) = &error else { panic!("{error:?}") };
        assert_eq!(decoding.format_hint(), image::error::ImageFormatHint::Exact(format));
        assert!(error.to_string().contains(words), "{error}");
    }
}

#[test]
fn limits_of_a_reader_hold() {
    ringfence_image::register().unwrap();
    for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP, ImageFormat::Gif] {
        let file = encoded(&drawing(2000, 1000).to_rgb8().into(), format);
        let read = |change: fn(&mut image::Limits)| {
            let mut reader = ImageReader::new(Cursor::new(&file)).with_guessed_format().unwrap();
            let mut limits = image::Limits::default();
            change(&mut limits);
            reader.limits(limits);
            reader.decode()
        };
        assert!(read(|_| ()).is_ok());
        for change in [
            (|limits| limits.max_image_width = Some(1999)) as fn(&mut image::Limits),
            |limits| limits.max_image_height = Some(999),
            // Enough for the picture, too little for the decoder.
            |limits| limits.max_alloc = Some(6_000_000 + (1 << 20)),
            |limits| limits.max_alloc = Some(5_999_999),
        ] {
            let error = read(change).unwrap_err();
            assert!(matches!(error, ImageError::Limits(_)), "{format:?}: {error:?}");
        }
    }
}

#[test]
fn orientation_is_read_from_a_jpeg() {
    ringfence_image::register().unwrap();
    let file = encoded(&drawing(8, 4).to_rgb8().into(), ImageFormat::Jpeg);
    // A TIFF of one entry: 0x112 is the orientation, a short, once, of value 6.
    let tiff = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";
    let size = u16::try_from(2 + 6 + tiff.len()).unwrap().to_be_bytes();
    let turned = [&file[..2], &[0xff, 0xe1], &size, b"Exif\0\0", tiff, &file[2..]].concat();
    let orientation = |file: &[u8]| {
        let reader = ImageReader::new(Cursor::new(file)).with_guessed_format().unwrap();
        reader.into_decoder().unwrap().orientation().unwrap()
    };
    assert_eq!(orientation(&turned), Orientation::Rotate90);
    assert_eq!(orientation(&file), Orientation::NoTransforms);
}

#[test]
fn damaged_files_are_errors_of_image_and_never_a_panic() {
    ringfence_image::register().unwrap();
    for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP, ImageFormat::Gif] {
        let file = encoded(&drawing(60, 40).to_rgb8().into(), format);
        let mut kinds = BTreeMap::new();
        for seed in 0..400 {
            let kind = match image::load_from_memory(&damaged(&file, 12, seed)) {
                Ok(_) => "decoded",
                Err(ImageError::Decoding(_)) => "decoding",
                Err(ImageError::Limits(_)) => "limits",
                Err(other) => panic!("seed {seed}: {other:?}"),
            };
            *kinds.entry(kind).or_insert(0) += 1;
        }
        println!("{format:?}: {kinds:?}");
        assert!(kinds["decoding"] > 50, "{kinds:?}");
    }
}

#[test]
fn a_second_registration_does_nothing_and_whoever_comes_later_is_refused() {
    ringfence_image::register().unwrap();
    ringfence_image::register().unwrap();
    let later = register_decoding_hook("png".into(), Box::new(|_| panic!("never called")));
    assert!(!later);
}
