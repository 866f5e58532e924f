//! Decodes PNG files with the crate `png`, which runs inside a fence with all of its dependencies.
//!
//! The guest's `Image` is here as it is there, with its rules: `verify!(…, as Image)` applies them.
#![forbid(unsafe_code)]

use ringfence::{Fault, Pool, verify};

/// The functions and types that the guest exports.
#[ringfence::library("png", rust)]
pub mod png {}

use png::PngCalls as _;
pub use png::{Colours, Image, Png};

/// Decodes a file.
///
/// # Errors
///
/// A fault: of kind `Refused` when it is no PNG, of kind `Guest` or `Limit` when it gets the decoder into trouble.
pub fn decode(pool: &Pool<Png>, file: &[u8]) -> Result<Image, Fault> {
    let image = pool.scope(|s| verify!(s.decode(file)?, as Image))?;
    let expected = image.width as usize * image.height as usize * samples_per_pixel(image.colours);
    match image.samples.len() == expected {
        true => Ok(image),
        false => Err(Fault::host("the decoder gave another number of samples than its image has")),
    }
}

fn samples_per_pixel(colours: Colours) -> usize {
    match colours {
        Colours::Grey => 1,
        Colours::GreyAlpha => 2,
        Colours::Rgb => 3,
        Colours::Rgba => 4,
    }
}

/// The texts in a file, of which each may be anything: good to show and for nothing else.
///
/// # Errors
///
/// As for [`decode`].
pub fn texts(pool: &Pool<Png>, file: &[u8]) -> Result<Vec<(String, String)>, Fault> {
    pool.scope(|s| verify!(s.texts(file)?, |texts| texts.len() < 1000))
}
