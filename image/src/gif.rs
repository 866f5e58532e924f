//! GIF, of which the first frame is decoded, on its canvas, as `image` does. By stb_image: no crate carries giflib.

use ringfence::{Fault, Pool, inert};

pub(crate) use self::gif::Gif;
use self::gif::{GifCalls as _, StbiInfoFromMemory, StbiLoadFromMemory};

/// Where the head of a file names the colour of what no frame covers.
const BACKGROUND: usize = 11;

/// Width and height of a file's canvas.
pub(crate) fn info(pool: &Pool<Gif>, file: &[u8]) -> Result<(u32, u32), Fault> {
    pool.scope(|gif| {
        let StbiInfoFromMemory { x, y } = gif.stbi_info_from_memory(file)?;
        Ok((x.unsigned_abs(), y.unsigned_abs()))
    })
}

/// Width, height, and four bytes for each pixel.
pub(crate) fn decode(pool: &Pool<Gif>, file: &[u8]) -> Result<(u32, u32, Vec<u8>), Fault> {
    let mut file = file.to_vec();
    // stb_image fills up with this colour, also what is transparent, unless it is the first. Nobody else does.
    if let Some(background) = file.get_mut(BACKGROUND) {
        *background = 0;
    }
    pool.scope(|gif| {
        let StbiLoadFromMemory { result, x, y } = gif.stbi_load_from_memory(&file)?;
        let [width, height] = [x, y].map(i32::unsigned_abs);
        let pixels = gif.slice(result, width as usize * height as usize * 4)?;
        Ok((width, height, inert!(gif.read_slice(pixels)?)))
    })
}

/// The part of `stb_image.h` that is used.
#[ringfence::library("gif")]
mod gif {
    use std::ffi::{c_char, c_int};

    /// Edge of the largest picture.
    const EDGE: c_int = 16_384;

    extern "C" {
        #[status(ok = 1, message = stbi_failure_reason)]
        pub fn stbi_info_from_memory(
            #[input(len = len)] buffer: *const u8,
            len: c_int,
            #[out(in = 1..=EDGE)] x: *mut c_int,
            #[out(in = 1..=EDGE)] y: *mut c_int,
            #[null] channels: *mut c_int,
        ) -> c_int;

        #[returns(handle, message = stbi_failure_reason)]
        pub fn stbi_load_from_memory(
            #[input(len = len)] buffer: *const u8,
            len: c_int,
            #[out(in = 1..=EDGE)] x: *mut c_int,
            #[out(in = 1..=EDGE)] y: *mut c_int,
            #[null] channels_in_file: *mut c_int,
            #[constant = 4] desired_channels: c_int,
        ) -> *mut u8;

        pub fn stbi_failure_reason() -> *const c_char;
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use fenced_checks::Checks;
    use image::{ImageFormat, Rgba, RgbaImage};

    use super::*;

    fn file() -> Vec<u8> {
        let image = RgbaImage::from_fn(40, 30, |x, y| match (x / 9, y / 8) {
            (1, 2) => Rgba([0; 4]),
            (column, row) => Rgba([(column * 30) as u8, (row * 40) as u8, 99, 255]),
        });
        let mut file = Cursor::new(Vec::new());
        image.write_to(&mut file, ImageFormat::Gif).unwrap();
        file.into_inner()
    }

    fn read(pool: &Pool<Gif>, file: &[u8]) -> Result<(u32, u32, Vec<u8>), Fault> {
        let (width, height) = info(pool, file)?;
        assert!((1..=16_384).contains(&width) && (1..=16_384).contains(&height));
        decode(pool, file)
    }

    #[test]
    fn damaged_files_two_threads_and_no_growth() {
        let pool = Pool::new(ringfence::Limits::default()).unwrap();
        let summary = Checks::new(pool, read).file("drawing", file()).keep(6).run();
        println!("{summary:?}");
        assert!(summary.faults() > 50 && summary.read() > 50, "{summary:?}");
    }

    #[test]
    fn a_library_that_lies_is_contained() {
        let file = file();
        let report = ringfence::hostile::attack(|pool| read(pool, &file)).rounds(40).run();
        println!("{report}");
        report.assert_contained();
        report.assert_score(0.5);
    }
}
