//! Pixels of real images, from packages that publish them, beside those of independent decoders in Rust.
//!
//! PNG, GIF and WebP have one right answer. JPEG has not: the standard lets a decoder be off by one in what it decodes, and
//! says nothing on spreading colours over pixels. So there are two others for it. One was written in Rust after
//! libjpeg-turbo, with its arithmetic and its way of spreading: every pixel is equal. The other goes its own ways:
//! brightness, which is neither converted nor spread, is within one level, and in RGB a level of colour difference is up to
//! two, to which the two ways of spreading add more.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use cargo_metadata::MetadataCommand;
use fenced_giflib::Gif;
use fenced_libpng::Png;
use fenced_libwebp::Webp;
use fenced_turbojpeg::TurboJpeg;
use image::ImageFormat;
use ringfence::{Limits, Pool};
use walkdir::WalkDir;
use zune_core::bytestream::ZCursor;
use zune_core::colorspace::ColorSpace;
use zune_core::options::DecoderOptions;
use zune_jpeg::JpegDecoder;

/// Packages with images, as this package's manifest lists them.
const PACKAGES: &[(&str, &str)] = &[
    ("blockhash", "1.0.0"),
    ("color-thief", "0.2.2"),
    ("embedded-graphics", "0.8.2"),
    ("gif", "0.12.0"),
    ("image", "0.24.9"),
    ("jpeg-decoder", "0.3.2"),
    ("kamadak-exif", "0.6.2"),
    ("rustface", "0.1.7"),
    ("seamcarving", "0.2.3"),
];

/// Files that have to be compared, or the test has lost its subject.
const LEAST: usize = 200;

/// Bytes of the largest file. One larger photo would take as long as all others.
const LARGEST: u64 = 4 << 20;

fn files() -> Vec<PathBuf> {
    let metadata = MetadataCommand::new()
        .manifest_path(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"))
        .other_options(["--locked".to_owned()])
        .exec()
        .unwrap();
    let mut files = Vec::new();
    for (name, version) in PACKAGES {
        let package = metadata
            .packages
            .iter()
            .find(|package| package.name.as_str() == *name && package.version.to_string() == *version);
        let home = package.unwrap().manifest_path.parent().unwrap();
        let found = WalkDir::new(home).sort_by_file_name().into_iter().map(Result::unwrap);
        files.extend(
            found
                .filter(|entry| entry.metadata().unwrap().len() <= LARGEST)
                .filter(|entry| ImageFormat::from_path(entry.path()).is_ok())
                .map(walkdir::DirEntry::into_path),
        );
    }
    files
}

/// Width, height and pixels, or why there are none.
type Decoded = Result<(u32, u32, Vec<u8>), String>;

struct Decoders {
    jpeg: Pool<TurboJpeg>,
    png: Pool<Png>,
    webp: Pool<Webp>,
    /// Nothing where its sources were not to be had.
    gif: Option<Pool<Gif>>,
}

impl Decoders {
    /// Nothing for other formats.
    fn decode(&self, format: ImageFormat, file: &[u8]) -> Option<Decoded> {
        Some(match format {
            ImageFormat::Jpeg => fenced_turbojpeg::decode(&self.jpeg, file)
                .unwrap()
                .map(|picture| (picture.width, picture.height, picture.rgba))
                .map_err(|refusal| refusal.to_string()),
            ImageFormat::Png => fenced_libpng::decode(&self.png, &without_colour_management(file))
                .unwrap()
                .map(|picture| (picture.width, picture.height, picture.rgba))
                .map_err(|refusal| refusal.to_string()),
            ImageFormat::WebP => fenced_libwebp::decode(&self.webp, file)
                .unwrap()
                .map(|picture| (picture.width, picture.height, picture.rgba))
                .map_err(|refusal| refusal.to_string()),
            ImageFormat::Gif => fenced_giflib::decode(self.gif.as_ref()?, file)
                .map(|picture| (picture.width, picture.height, picture.rgba))
                .map_err(|fault| fault.to_string()),
            _ => return None,
        })
    }
}

/// A PNG file without what it says about its colours: libpng converts them to sRGB, the crate `png` leaves that to its
/// callers, and both are right.
fn without_colour_management(file: &[u8]) -> Vec<u8> {
    let (signature, mut rest) = file.split_at(8);
    let mut plain = signature.to_vec();
    while rest.len() >= 12 {
        let length = u32::from_be_bytes(rest[..4].try_into().unwrap()) as usize;
        let (chunk, later) = rest.split_at((length + 12).min(rest.len()));
        if !matches!(&chunk[4..8], b"gAMA" | b"cHRM" | b"sRGB" | b"iCCP") {
            plain.extend(chunk);
        }
        rest = later;
    }
    plain
}

fn independent_luma(file: &[u8]) -> Vec<u8> {
    let options = DecoderOptions::default().jpeg_set_out_colorspace(ColorSpace::Luma);
    JpegDecoder::new_with_options(ZCursor::new(file), options).decode().unwrap()
}

/// Four bytes for each pixel, from the decoder that follows libjpeg-turbo.
fn turbo_in_rust(file: &[u8]) -> Vec<u8> {
    libjpeg_turbo_rs::decompress_to(file, libjpeg_turbo_rs::PixelFormat::Rgba).unwrap().data
}

/// Files of one format.
#[derive(Debug, Default)]
struct Tally {
    files: usize,
    samples: u64,
    /// Samples that are more than one level apart.
    far: u64,
    /// Levels between the two that are furthest apart.
    most: u8,
}

impl Tally {
    fn add(&mut self, fenced: &[u8], independent: &[u8]) {
        assert_eq!(fenced.len(), independent.len());
        self.files += 1;
        self.samples += fenced.len() as u64;
        for apart in fenced.iter().zip(independent).map(|(a, b)| a.abs_diff(*b)) {
            self.far += u64::from(apart > 1);
            self.most = self.most.max(apart);
        }
    }
}

#[test]
fn pixels_are_those_of_independent_decoders() {
    let decoders = Decoders {
        jpeg: Pool::new(Limits::default()).unwrap(),
        png: Pool::new(Limits::default()).unwrap(),
        webp: Pool::new(Limits::default()).unwrap(),
        gif: Pool::new(Limits::default()).ok(),
    };
    let mut tallies: BTreeMap<&str, Tally> = BTreeMap::new();
    let mut only_one = Vec::new();
    for path in files() {
        let file = fs::read(&path).unwrap();
        let Ok(format) = image::guess_format(&file) else { continue };
        let Some(fenced) = decoders.decode(format, &file) else { continue };
        let independent = image::load_from_memory_with_format(&file, format);
        match (fenced, independent) {
            (Ok((width, height, rgba)), Ok(image)) => {
                if format == ImageFormat::Jpeg {
                    let luma = fenced_turbojpeg::decode_grey(&decoders.jpeg, &file).unwrap().unwrap().luma;
                    tallies.entry("jpg, brightness").or_default().add(&luma, &independent_luma(&file));
                    tallies.entry("jpg, same ways").or_default().add(&rgba, &turbo_in_rust(&file));
                }
                let image = image.to_rgba8();
                assert_eq!(image.dimensions(), (width, height), "{}", path.display());
                tallies.entry(format.extensions_str()[0]).or_default().add(&rgba, &image);
            }
            (Err(_), Err(_)) => {}
            (Err(refusal), Ok(_)) => only_one.push(format!("{}: {refusal}", path.display())),
            (Ok(_), Err(error)) => only_one.push(format!("{}: {error}", path.display())),
        }
    }
    println!("{tallies:#?}\n{only_one:#?}");
    let compared: usize = ["gif", "jpg", "png", "webp"]
        .iter()
        .filter_map(|kind| tallies.get(kind))
        .map(|tally| tally.files)
        .sum();
    assert!(compared >= LEAST, "{compared} files were compared");
    for (kind, tally) in &tallies {
        let (far, most) = match *kind {
            // In ten thousand.
            "jpg" => (200, 5),
            "jpg, brightness" => (0, 1),
            _ => (0, 0),
        };
        assert!(tally.most <= most && tally.far * 10_000 <= tally.samples * far, "{kind}: {tally:?}");
    }
    let stills = only_one.iter().filter(|file| !file.contains("an animation, not a still"));
    assert_eq!(stills.count(), 0, "{only_one:#?}");
}
