//! Small versions of images, made by Rust code from pixels that are safe to read.

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{PixelType, ResizeOptions, Resizer};
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::{ExtendedColorType, ImageEncoder};

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

/// Scales RGBA pixels down until neither side is longer than `edge`: JPEG for opaque images, PNG for others.
pub(crate) fn make(rgba: &[u8], width: u32, height: u32, edge: u32) -> Result<Thumbnail, Error> {
    let opaque = rgba.chunks_exact(4).all(|pixel| pixel.last() == Some(&255));
    let (small_width, small_height) = fit(width, height, edge);
    let source = ImageRef::new(width, height, rgba, PixelType::U8x4)?;
    let mut small = Image::new(small_width, small_height, PixelType::U8x4);
    // Colours of transparent pixels must not bleed into their neighbours; opaque images are spared the work.
    let options = ResizeOptions::new().use_alpha(!opaque);
    Resizer::new().resize(&source, &mut small, &options)?;
    let (kind, bytes) = encode(small.buffer(), small_width, small_height, opaque)?;
    Ok(Thumbnail { kind, bytes, width: small_width, height: small_height })
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

    #[test]
    fn transparency_decides_the_format() {
        assert_eq!(make(&[9, 9, 9, 255], 1, 1, 10).unwrap().kind, "image/jpeg");
        assert_eq!(make(&[9, 9, 9, 254], 1, 1, 10).unwrap().kind, "image/png");
    }

    #[test]
    fn pixels_that_are_too_few_are_an_error() {
        assert!(make(&[0; 12], 2, 2, 10).is_err());
    }
}
