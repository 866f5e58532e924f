//! Decoding one file inside the fence.

use std::time::{Duration, Instant};

use ringfence::{Fault, Pool, inert};

use crate::format::Format;
use crate::stb::stb_image::{StbImage, StbImageCalls as _, StbiLoadFromMemory, StbiLoadGifFromMemory};
use crate::thumbnail::{self, Thumbnail};

/// Bytes per pixel that the decoder is asked for.
const RGBA: usize = 4;

/// An image whose pixels were seen and made small.
pub(crate) struct Image {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) frames: u32,
    pub(crate) thumbnail: Thumbnail,
    /// Time until the pixels were there, without that for the thumbnail.
    pub(crate) time: Duration,
}

/// Decodes `bytes` on a fresh instance and makes the thumbnail while the pixels are still in the fence.
pub(crate) fn decode(pool: &Pool<StbImage>, bytes: &[u8], edge: u32) -> Result<Image, Fault> {
    let start = Instant::now();
    pool.scope(|stb| {
        let (pixels, width, height, frames) = match Format::of(bytes) {
            Some(Format::Gif) => {
                let StbiLoadGifFromMemory { result, x, y, z } = stb.stbi_load_gif_from_memory(bytes)?;
                (result, x, y, z)
            }
            _ => {
                let StbiLoadFromMemory { result, x, y } = stb.stbi_load_from_memory(bytes)?;
                (result, x, y, 1)
            }
        };
        // The contract gave plain numbers, small enough that nothing below can overflow.
        let [width, height, frames] = [width, height, frames].map(i32::unsigned_abs);
        let first_frame = stb.slice(pixels, width as usize * height as usize * RGBA)?;
        let time = start.elapsed();
        // No copy: the pixels are read where the decoder left them, and while this view exists no guest code
        // can run that might change them. Any byte is a valid colour, so there is nothing to verify.
        let pixels: &[u8] = inert!(stb.view(first_frame)?);
        let thumbnail = thumbnail::make(pixels, width, height, edge).map_err(Fault::host)?;
        Ok(Image { width, height, frames, thumbnail, time })
    })
}

#[cfg(test)]
mod tests {
    use ringfence::{FaultKind, Limits};

    use super::*;

    fn decode_with(limits: Limits, bytes: &[u8]) -> Result<Image, Fault> {
        decode(&Pool::new(limits).unwrap(), bytes, 400)
    }

    /// An uncompressed TGA with an alpha channel, top row first, and its pixels as RGBA.
    fn tga(width: u16, height: u16) -> (Vec<u8>, Vec<u8>) {
        let mut file = vec![0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        file.extend([width.to_le_bytes(), height.to_le_bytes()].concat());
        file.extend([32, 0x28]);
        let mut rgba = Vec::new();
        for place in 0..u32::from(width) * u32::from(height) {
            let [a, b, c, _] = place.wrapping_mul(2_654_435_761).to_le_bytes();
            rgba.extend([a, b, c, 200]);
            file.extend([c, b, a, 200]);
        }
        (file, rgba)
    }

    #[test]
    fn pixels_come_out_as_they_went_in() {
        // The second file is larger than what the module sets aside for arguments.
        for (width, height) in [(20, 10), (300, 200)] {
            let (file, rgba) = tga(width, height);
            let image = decode_with(Limits::default(), &file).unwrap();
            assert_eq!((image.width, image.height, image.frames), (width.into(), height.into(), 1));
            let thumbnail = image::load_from_memory(&image.thumbnail.bytes).unwrap();
            assert!(thumbnail.into_rgba8().into_raw() == rgba, "{width} × {height} pixels differ");
        }
    }

    /// One pixel, and what begins the next block.
    const GIF: [u8; 34] =
        *b"GIF89a\x01\0\x01\0\x80\0\0\xFF\x80\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0";

    #[test]
    fn frames_of_a_gif_are_counted() {
        let frame = &GIF[19..];
        let image = decode_with(Limits::default(), &[&GIF[..], frame, frame, b";"].concat()).unwrap();
        assert_eq!((image.width, image.height, image.frames), (1, 1, 3));
    }

    #[test]
    fn the_decoder_says_why_it_refuses() {
        for (file, reason) in [(&b"\x89PNG\r\n\x1a\n"[..], "first not IHDR"), (&GIF[..14], "unknown code")] {
            let Err(fault) = decode_with(Limits::default(), file) else { panic!("a signature is no image") };
            assert_eq!((fault.kind(), fault.message()), (FaultKind::Refused, Some(reason)));
        }
    }

    #[test]
    fn a_decoder_that_lies_is_contained() {
        let (file, _) = tga(4, 3);
        let report = ringfence::hostile::attack(|pool| decode(pool, &file, 8).map(drop)).rounds(30).run();
        println!("{report}");
        report.assert_contained();
        report.assert_score(0.5);
    }

    #[test]
    fn a_file_that_leaves_no_room_reaches_a_limit() {
        let (file, _) = tga(1024, 1024);
        let Err(fault) = decode_with(Limits::default().memory(2 << 20), &file) else {
            panic!("4 MiB fit into 2 MiB");
        };
        assert_eq!(fault.kind(), FaultKind::Limit);
    }
}
