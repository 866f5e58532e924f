//! Small versions of images, made by Rust code from pixels that are safe to read.

use exif_rust::Orientation;
use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{PixelType, ResizeOptions, Resizer};
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::metadata::Orientation as Turn;
use image::{DynamicImage, ExtendedColorType, ImageEncoder, RgbaImage};

use crate::picture::Picture;

const JPEG_QUALITY: u8 = 84;

/// An encoded small image.
pub(crate) struct Thumbnail {
    pub(crate) kind: &'static str,
    pub(crate) bytes: Vec<u8>,
    pub(crate) width: u32,
    pub(crate) height: u32,
}

/// What can go wrong: out of memory in all but name.
pub(crate) type Error = Box<dyn std::error::Error + Send + Sync>;

/// Scales a picture down until neither side is longer than `edge`, and turns it upright: JPEG for opaque images, PNG for
/// others.
pub(crate) fn make(picture: &Picture, edge: u32, orientation: Orientation) -> Result<Thumbnail, Error> {
    let Picture { width, height, rgba, .. } = picture;
    let opaque = rgba.chunks_exact(4).all(|pixel| pixel.last() == Some(&255));
    let (small_width, small_height) = fit(*width, *height, edge);
    let source = ImageRef::new(*width, *height, rgba, PixelType::U8x4)?;
    let mut small = Image::new(small_width, small_height, PixelType::U8x4);
    // Colours of transparent pixels must not bleed into their neighbours; opaque images are spared the work.
    let options = ResizeOptions::new().use_alpha(!opaque);
    Resizer::new().resize(&source, &mut small, &options)?;
    let small = RgbaImage::from_raw(small_width, small_height, small.into_vec()).ok_or("too few pixels")?;
    let upright = turned(small, orientation);
    let (width, height) = upright.dimensions();
    let (kind, bytes) = encode(&upright, width, height, opaque)?;
    Ok(Thumbnail { kind, bytes, width, height })
}

fn turned(image: RgbaImage, orientation: Orientation) -> RgbaImage {
    let mut image = DynamicImage::from(image);
    image.apply_orientation(match orientation {
        Orientation::Upright => Turn::NoTransforms,
        Orientation::FlipHorizontal => Turn::FlipHorizontal,
        Orientation::Rotate180 => Turn::Rotate180,
        Orientation::FlipVertical => Turn::FlipVertical,
        Orientation::Transpose => Turn::Rotate90FlipH,
        Orientation::Rotate90 => Turn::Rotate90,
        Orientation::Transverse => Turn::Rotate270FlipH,
        Orientation::Rotate270 => Turn::Rotate270,
    });
    image.into_rgba8()
}

/// The largest size of the same shape inside a square of `edge`, never larger than the image itself.
fn fit(width: u32, height: u32, edge: u32) -> (u32, u32) {
    let longer = width.max(height);
    if longer <= edge {
        return (width, height);
    }
    let scaled = |side: u32| {
        let side = u64::from(side) * u64::from(edge) / u64::from(longer);
        u32::try_from(side).unwrap_or(edge).max(1)
    };
    (scaled(width), scaled(height))
}

fn encode(rgba: &[u8], width: u32, height: u32, opaque: bool) -> Result<(&'static str, Vec<u8>), Error> {
    let mut bytes = Vec::new();
    if opaque {
        let rgb: Vec<u8> = rgba.chunks_exact(4).flat_map(|pixel| pixel.iter().take(3).copied()).collect();
        JpegEncoder::new_with_quality(&mut bytes, JPEG_QUALITY).write_image(
            &rgb,
            width,
            height,
            ExtendedColorType::Rgb8,
        )?;
        Ok(("image/jpeg", bytes))
    } else {
        PngEncoder::new(&mut bytes).write_image(rgba, width, height, ExtendedColorType::Rgba8)?;
        Ok(("image/png", bytes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shape_is_kept_and_nothing_grows() {
        assert_eq!(fit(6000, 3000, 300), (300, 150));
        assert_eq!(fit(16_384, 1, 300), (300, 1));
        assert_eq!(fit(20, 30, 300), (20, 30));
    }

    fn made(rgba: &[u8], width: u32, height: u32) -> Result<Thumbnail, Error> {
        make(&Picture { width, height, rgba: rgba.to_vec(), frames: 1 }, 10, Orientation::Upright)
    }

    #[test]
    fn transparency_decides_the_format() {
        assert_eq!(made(&[9, 9, 9, 255], 1, 1).unwrap().kind, "image/jpeg");
        assert_eq!(made(&[9, 9, 9, 254], 1, 1).unwrap().kind, "image/png");
    }

    #[test]
    fn pixels_that_are_too_few_are_an_error() {
        assert!(made(&[0; 12], 2, 2).is_err());
    }
}
