//! Decoding one file inside the fence.

use std::time::{Duration, Instant};

use ringfence::{Fault, GuestPtr, GuestSlice, Pool, Ptr, Scope, inert, verify};

use crate::format::Format;
use crate::stb::{StbImage, StbImageCalls};
use crate::thumbnail::{self, Thumbnail};

/// Bytes per pixel that the decoder is asked for.
const RGBA: usize = 4;

/// Longest text that is taken as a reason.
const REASON: usize = 200;

/// What became of a file that was given to the decoder.
pub(crate) enum Decoded {
    Image(Image),
    /// The decoder's own words. It may be lying, but it did come back.
    Refused(String),
}

/// An image whose pixels were seen and made small.
pub(crate) struct Image {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) frames: u32,
    pub(crate) thumbnail: Thumbnail,
    /// Time until the pixels were there, without that for the thumbnail.
    pub(crate) time: Duration,
}

/// Where the decoder leaves its pixels, and where it says how many there are.
struct Output<'id> {
    pixels: GuestPtr<'id, u8>,
    width: GuestPtr<'id, i32>,
    height: GuestPtr<'id, i32>,
    frames: Option<GuestPtr<'id, i32>>,
}

/// Decodes `bytes` on a fresh instance and makes the thumbnail while the pixels are still in the fence.
pub(crate) fn decode(pool: &Pool<StbImage>, bytes: &[u8], edge: u32) -> Result<Decoded, Fault> {
    let start = Instant::now();
    pool.scope(|stb| {
        let input = stb.copy_in(bytes)?;
        let output = match Format::of(bytes) {
            Some(Format::Gif) => load_gif(stb, input)?,
            _ => load(stb, input)?,
        };
        if output.pixels.is_null() {
            return refusal(stb).map(Decoded::Refused);
        }
        // From here on these are plain numbers, small enough that nothing below can overflow.
        let width = verify!(stb.read(output.width)?, in 1..=16_384)? as usize;
        let height = verify!(stb.read(output.height)?, in 1..=16_384)? as usize;
        let frames = match output.frames {
            Some(frames) => verify!(stb.read(frames)?, in 1..=1_000_000)?,
            None => 1,
        };
        let first_frame = stb.slice(output.pixels, width * height * RGBA)?;
        let time = start.elapsed();
        // No copy: the pixels are read where the decoder left them, and while this view exists no guest code
        // can run that might change them. Any byte is a valid colour, so there is nothing to verify.
        let pixels: &[u8] = inert!(stb.view(first_frame)?);
        let (width, height) = (width as u32, height as u32);
        let thumbnail = thumbnail::make(pixels, width, height, edge).map_err(Fault::host)?;
        Ok(Decoded::Image(Image { width, height, frames: frames as u32, thumbnail, time }))
    })
}

fn load<'id>(stb: &mut Scope<'id, StbImage>, input: GuestSlice<'id, u8>) -> Result<Output<'id>, Fault> {
    let (width, height, channels) = (stb.alloc::<i32>()?, stb.alloc::<i32>()?, stb.alloc::<i32>()?);
    let pixels =
        stb.stbi_load_from_memory(input.ptr(), length(input), width, height, channels, RGBA as i32)?;
    Ok(Output { pixels, width, height, frames: None })
}

fn load_gif<'id>(stb: &mut Scope<'id, StbImage>, input: GuestSlice<'id, u8>) -> Result<Output<'id>, Fault> {
    let delays = stb.alloc::<Ptr<i32>>()?;
    let (width, height) = (stb.alloc::<i32>()?, stb.alloc::<i32>()?);
    let (frames, channels) = (stb.alloc::<i32>()?, stb.alloc::<i32>()?);
    let pixels = stb.stbi_load_gif_from_memory(
        input.ptr(),
        length(input),
        delays,
        width,
        height,
        frames,
        channels,
        RGBA as i32,
    )?;
    Ok(Output { pixels, width, height, frames: Some(frames) })
}

/// The decoder takes lengths as `int`. What does not fit is cut; the decoder then sees the start of the file.
fn length(input: GuestSlice<'_, u8>) -> i32 {
    i32::try_from(input.len()).unwrap_or(i32::MAX)
}

fn refusal(stb: &mut Scope<'_, StbImage>) -> Result<String, Fault> {
    let reason = stb.stbi_failure_reason()?;
    if reason.is_null() {
        return Ok("no reason given".to_owned());
    }
    let reason = stb.c_str(reason, REASON)?;
    verify!(reason, utf8)
}

#[cfg(test)]
mod tests {
    use ringfence::Limits;

    use super::*;

    fn decode_with(limits: Limits, bytes: &[u8]) -> Result<Decoded, Fault> {
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
            let Ok(Decoded::Image(image)) = decode_with(Limits::default(), &file) else {
                panic!("{width} × {height} was not decoded");
            };
            assert_eq!((image.width, image.height, image.frames), (width.into(), height.into(), 1));
            let thumbnail = image::load_from_memory(&image.thumbnail.bytes).unwrap();
            assert!(thumbnail.into_rgba8().into_raw() == rgba, "{width} × {height} pixels differ");
        }
    }

    #[test]
    fn the_decoder_says_why_it_refuses() {
        let Ok(Decoded::Refused(reason)) = decode_with(Limits::default(), b"\x89PNG\r\n\x1a\n") else {
            panic!("a signature is no image");
        };
        assert_eq!(reason, "first not IHDR");
    }

    #[test]
    fn a_decoder_that_lies_is_contained() {
        let (file, _) = tga(4, 3);
        let wrapper = |pool: &Pool<StbImage>| match decode(pool, &file, 8)? {
            Decoded::Image(_) => Ok(()),
            Decoded::Refused(reason) => Err(Fault::host(reason)),
        };
        let report = ringfence::hostile::attack(wrapper).rounds(30).run();
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
        assert_eq!(fault.kind(), ringfence::FaultKind::Limit);
    }
}
