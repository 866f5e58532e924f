//! Which library decodes what. Each runs behind a fence of its own, on a fresh instance for each file.

use std::time::{Duration, Instant};

use exif_rust::{Exif, Orientation};
use fenced_giflib::Gif;
use fenced_libpng::Png;
use fenced_libwebp::Webp;
use fenced_turbojpeg::TurboJpeg;
use ringfence::{Fault, FaultKind, Limits, Pool};

use crate::failure::Failure;
use crate::format::Format;
use crate::picture::Picture;
use crate::stb::{self, stb_image::StbImage};
use crate::thumbnail::{self, Thumbnail};

/// The fenced libraries.
pub(crate) struct Decoders {
    jpeg: Pool<TurboJpeg>,
    png: Pool<Png>,
    webp: Pool<Webp>,
    /// Where giflib's sources were not to be had, nothing; stb_image knows the format as well.
    gif: Option<Pool<Gif>>,
    other: Pool<StbImage>,
    exif: Pool<Exif>,
}

impl Decoders {
    pub(crate) fn new(limits: Limits) -> Result<Self, Fault> {
        Ok(Self {
            jpeg: Pool::new(limits)?,
            png: Pool::new(limits)?,
            webp: Pool::new(limits)?,
            gif: Pool::new(limits).ok(),
            other: Pool::new(limits)?,
            exif: Pool::new(limits)?,
        })
    }

    /// The library for files of a format.
    pub(crate) fn library(&self, format: Option<Format>) -> &'static str {
        match (format, &self.gif) {
            (Some(Format::Jpeg), _) => "libjpeg-turbo",
            (Some(Format::Png), _) => "libpng",
            (Some(Format::WebP), _) => "libwebp",
            (Some(Format::Gif), Some(_)) => "giflib",
            _ => "stb_image",
        }
    }

    fn picture(&self, format: Option<Format>, file: &[u8]) -> Result<Picture, Failure> {
        Ok(match (format, &self.gif) {
            (Some(Format::Jpeg), _) => fenced_turbojpeg::decode(&self.jpeg, file)??.into(),
            (Some(Format::Png), _) => fenced_libpng::decode(&self.png, file)??.into(),
            (Some(Format::WebP), _) => fenced_libwebp::decode(&self.webp, file)??.into(),
            (Some(Format::Gif), Some(gif)) => fenced_giflib::decode(gif, file)?.into(),
            _ => stb::decode(&self.other, file)?,
        })
    }

    fn orientation(&self, format: Option<Format>, file: &[u8]) -> Result<Orientation, Fault> {
        match format {
            Some(Format::Jpeg | Format::Png | Format::WebP) => match exif_rust::orientation(&self.exif, file)
            {
                // Many a file has Exif data that make no sense. That spoils no picture.
                Err(fault) if fault.kind() == FaultKind::Refused => Ok(Orientation::Upright),
                found => Ok(found?.unwrap_or(Orientation::Upright)),
            },
            _ => Ok(Orientation::Upright),
        }
    }

    /// Decodes a file and makes its thumbnail, longer side `edge`.
    pub(crate) fn decode(&self, format: Option<Format>, file: &[u8], edge: u32) -> Result<Image, Failure> {
        let start = Instant::now();
        let picture = self.picture(format, file)?;
        let orientation = self.orientation(format, file)?;
        let time = start.elapsed();
        let thumbnail = thumbnail::make(&picture, edge, orientation).map_err(Fault::host)?;
        let Picture { width, height, frames, .. } = picture;
        Ok(Image { width, height, frames, orientation, thumbnail, time })
    }
}

/// An image whose pixels were seen and made small.
pub(crate) struct Image {
    /// As it is stored.
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) frames: u32,
    /// How the thumbnail was turned.
    pub(crate) orientation: Orientation,
    pub(crate) thumbnail: Thumbnail,
    /// Time until the pixels were there, without that for the thumbnail.
    pub(crate) time: Duration,
}

#[cfg(test)]
mod tests;
