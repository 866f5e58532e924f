//! How a photo was held, read by the crate `kamadak-exif`, which runs inside a fence.
//!
//! ```no_run
//! # use ringfence::{Limits, Pool};
//! let pool = Pool::new(Limits::default())?;
//! match exif_rust::orientation(&pool, &std::fs::read("photo.jpg")?)? {
//!     Some(turned) => println!("{turned:?}"),
//!     None => println!("upright, or nobody knows"),
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
#![forbid(unsafe_code)]

use ringfence::{Fault, Pool, verify};

/// The function that the guest exports.
#[ringfence::library("exif", rust)]
pub mod exif {}

pub use exif::Exif;
use exif::ExifCalls as _;

/// What has to be done to the stored picture so that it is upright.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Orientation {
    /// Nothing.
    Upright,
    /// Left and right change places.
    FlipHorizontal,
    /// Half a turn.
    Rotate180,
    /// Top and bottom change places.
    FlipVertical,
    /// Rows become columns.
    Transpose,
    /// A quarter turn clockwise.
    Rotate90,
    /// Rows become columns from the far corner.
    Transverse,
    /// A quarter turn anticlockwise.
    Rotate270,
}

/// In the order of Exif's numbers, which begin at one.
const NUMBERED: [Orientation; 8] = [
    Orientation::Upright,
    Orientation::FlipHorizontal,
    Orientation::Rotate180,
    Orientation::FlipVertical,
    Orientation::Transpose,
    Orientation::Rotate90,
    Orientation::Transverse,
    Orientation::Rotate270,
];

/// Looks the orientation up.
///
/// # Errors
///
/// A fault: of kind `Refused` when the file's Exif data make no sense, of kind `Guest` or `Limit` when they get the
/// reader into trouble.
pub fn orientation(pool: &Pool<Exif>, file: &[u8]) -> Result<Option<Orientation>, Fault> {
    let known = |number: &Option<u8>| number.is_none_or(|number| (1..=8).contains(&number));
    let number = pool.scope(|s| verify!(s.orientation(file)?, known))?;
    Ok(number.and_then(|number| NUMBERED.get(usize::from(number).checked_sub(1)?).copied()))
}
