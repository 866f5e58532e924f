//! The fenced libraries, and what they have in common.

use std::convert::Infallible;

use fenced_libpng::Png;
use fenced_libwebp::Webp;
use fenced_turbojpeg::TurboJpeg;
use image::{ColorType, ImageError, ImageFormat};
use ringfence::{Fault, Limits, Pool};

use crate::error;
use crate::gif::{self, Gif};

/// A format, and the library that decodes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Codec {
    Png,
    Jpeg,
    WebP,
    Gif,
}

/// What a file says of itself, after verification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Info {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) color: ColorType,
}

impl Codec {
    pub(crate) const ALL: [Self; 4] = [Self::Png, Self::Jpeg, Self::WebP, Self::Gif];

    pub(crate) fn format(self) -> ImageFormat {
        match self {
            Self::Png => ImageFormat::Png,
            Self::Jpeg => ImageFormat::Jpeg,
            Self::WebP => ImageFormat::WebP,
            Self::Gif => ImageFormat::Gif,
        }
    }

    /// Those that `image` itself takes for the format.
    pub(crate) fn extensions(self) -> &'static [&'static str] {
        self.format().extensions_str()
    }

    /// How a file begins, and which bits of that count.
    pub(crate) fn signature(self) -> (&'static [u8], Option<&'static [u8]>) {
        match self {
            Self::Png => (b"\x89PNG\r\n\x1a\n", None),
            Self::Jpeg => (b"\xff\xd8\xff", None),
            Self::WebP => (b"RIFF\0\0\0\0WEBP", Some(b"\xff\xff\xff\xff\0\0\0\0\xff\xff\xff\xff")),
            Self::Gif => (b"GIF8", None),
        }
    }

    /// Checks that the library can be used, so that a failure is not laid on the first file.
    pub(crate) fn load(self, limits: Limits) -> Result<(), Fault> {
        match self {
            Self::Png => Pool::<Png>::new(limits).map(drop),
            Self::Jpeg => Pool::<TurboJpeg>::new(limits).map(drop),
            Self::WebP => Pool::<Webp>::new(limits).map(drop),
            Self::Gif => Pool::<Gif>::new(limits).map(drop),
        }
    }

    /// Reads the head of `file`.
    pub(crate) fn info(self, limits: Limits, file: &[u8]) -> Result<Info, ImageError> {
        let (width, height, color) = match self {
            Self::Png => {
                let info = self.run(limits, |pool| fenced_libpng::info(pool, file))?;
                (info.width, info.height, color(info.color, info.alpha))
            }
            Self::Jpeg => {
                let info = self.run(limits, |pool| fenced_turbojpeg::info(pool, file))?;
                (info.width, info.height, color(info.color, false))
            }
            Self::WebP => {
                let info = self.run(limits, |pool| fenced_libwebp::info(pool, file))?;
                (info.width, info.height, color(true, info.alpha))
            }
            // The head does not say whether anything is transparent.
            Self::Gif => {
                let (width, height) = self.run(limits, |pool| gif::info(pool, file).map(decoded))?;
                (width, height, ColorType::Rgba8)
            }
        };
        Ok(Info { width, height, color })
    }

    /// Decodes `file` to four bytes for each pixel.
    pub(crate) fn decode(self, limits: Limits, file: &[u8]) -> Result<(u32, u32, Vec<u8>), ImageError> {
        match self {
            Self::Png => self
                .run(limits, |pool| fenced_libpng::decode(pool, file))
                .map(|picture| (picture.width, picture.height, picture.rgba)),
            Self::Jpeg => self
                .run(limits, |pool| fenced_turbojpeg::decode(pool, file))
                .map(|picture| (picture.width, picture.height, picture.rgba)),
            Self::WebP => self
                .run(limits, |pool| fenced_libwebp::decode(pool, file))
                .map(|picture| (picture.width, picture.height, picture.rgba)),
            Self::Gif => self.run(limits, |pool| gif::decode(pool, file).map(decoded)),
        }
    }

    /// Hands a pool to a wrapper and translates what can go wrong. A pool costs no more than an allocation.
    fn run<L: ringfence::Library, T, R: std::error::Error + Send + Sync + 'static>(
        self,
        limits: Limits,
        wrapper: impl FnOnce(&Pool<L>) -> Result<Result<T, R>, Fault>,
    ) -> Result<T, ImageError> {
        let answer = Pool::new(limits).and_then(|pool| wrapper(&pool));
        match answer.map_err(|fault| error::of(self.format(), fault))? {
            Ok(value) => Ok(value),
            Err(refusal) => Err(error::refused(self.format(), refusal)),
        }
    }
}

/// The verdict of a library whose refusals are faults.
fn decoded<T>(value: T) -> Result<T, Infallible> {
    Ok(value)
}

fn color(color: bool, alpha: bool) -> ColorType {
    match (color, alpha) {
        (false, false) => ColorType::L8,
        (false, true) => ColorType::La8,
        (true, false) => ColorType::Rgb8,
        (true, true) => ColorType::Rgba8,
    }
}
