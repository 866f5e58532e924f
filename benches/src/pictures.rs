//! Pictures to decode, drawn by arithmetic: smooth shades with some noise, like a photograph.

use std::io::Cursor;

use image::{ImageFormat, RgbImage};

/// Width and height in pixels.
pub const SIZE: (u32, u32) = (1600, 1200);

/// The picture as a file of the given format.
///
/// # Panics
///
/// When the encoder fails, which it has no reason to.
#[must_use]
pub fn encoded(format: ImageFormat) -> Vec<u8> {
    let mut seed = 0x9e37_79b9_u32;
    let picture = RgbImage::from_fn(SIZE.0, SIZE.1, |x, y| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let noise = (seed >> 28) as u8;
        let wave = (f64::from(x) / 90.0).sin() * (f64::from(y) / 70.0).cos();
        let shade = (128.0 + 100.0 * wave) as u8;
        image::Rgb([
            shade.saturating_add(noise),
            (x * 255 / SIZE.0) as u8,
            (y * 255 / SIZE.1) as u8 ^ (noise & 3),
        ])
    });
    let mut file = Cursor::new(Vec::new());
    picture.write_to(&mut file, format).expect("encoding into memory");
    file.into_inner()
}
