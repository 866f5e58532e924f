//! A file of which the head was read, ready to be decoded.

use image::{ColorType, ImageDecoder, ImageResult, LimitSupport};
use ringfence::Limits;

use crate::codec::{Codec, Info};
use crate::{MEMORY, color, error, exif};

#[derive(Debug)]
pub(crate) struct Fenced {
    codec: Codec,
    limits: Limits,
    file: Vec<u8>,
    info: Info,
}

impl Fenced {
    pub(crate) fn new(codec: Codec, limits: Limits, file: Vec<u8>) -> ImageResult<Self> {
        let info = codec.info(limits, &file)?;
        Ok(Self { codec, limits, file, info })
    }
}

impl ImageDecoder for Fenced {
    fn dimensions(&self) -> (u32, u32) {
        (self.info.width, self.info.height)
    }

    fn color_type(&self) -> ColorType {
        self.info.color
    }

    fn exif_metadata(&mut self) -> ImageResult<Option<Vec<u8>>> {
        Ok(match self.codec {
            Codec::Jpeg => exif::of_jpeg(&self.file).map(<[u8]>::to_vec),
            Codec::Png | Codec::WebP | Codec::Gif => None,
        })
    }

    fn set_limits(&mut self, limits: image::Limits) -> ImageResult<()> {
        limits.check_support(&LimitSupport::default())?;
        limits.check_dimensions(self.info.width, self.info.height)?;
        if let Some(bytes) = limits.max_alloc {
            self.limits = self.limits.memory(bytes.min(MEMORY));
        }
        Ok(())
    }

    fn read_image(self, buf: &mut [u8]) -> ImageResult<()> {
        let (width, height, rgba) = self.codec.decode(self.limits, &self.file)?;
        // Nothing makes a library tell the same story twice.
        if (width, height) != (self.info.width, self.info.height) || buf.len() as u64 != self.total_bytes() {
            return Err(error::changed(self.codec.format()));
        }
        color::pack(&rgba, self.info.color, buf);
        Ok(())
    }

    fn read_image_boxed(self: Box<Self>, buf: &mut [u8]) -> ImageResult<()> {
        (*self).read_image(buf)
    }
}
