//! One frame: where it lies, its pixels and its colours.

use ringfence::{Fault, GuestPtr, Scope, inert, verify};

use crate::interface::gif::{
    ColorMapObject, ColorMapObjectFields as _, Gif, GifCalls as _, GifFileType, GifFileTypeFields as _,
    GifImageDescFields as _, GraphicsControlBlock, GraphicsControlBlockFields as _, SavedImageFields as _,
};
use crate::{AREA, EDGE, OK};

pub(crate) struct Frame {
    left: usize,
    top: usize,
    width: usize,
    /// Indices into the colours, row by row.
    pixels: Vec<u8>,
    /// Three bytes for each colour.
    colours: Vec<u8>,
    transparent: Option<u8>,
}

/// Reads the first frame, and whatever it points to.
pub(crate) fn first<'id>(
    gif: &mut Scope<'id, Gif>,
    file: GuestPtr<'id, GifFileType>,
) -> Result<Frame, Fault> {
    let saved = gif.read(file.saved_images())?;
    let desc = saved.desc();
    let left = verify!(gif.read(desc.left())?, in 0..=EDGE)?;
    let top = verify!(gif.read(desc.top())?, in 0..=EDGE)?;
    let width = verify!(gif.read(desc.width())?, in 1..=EDGE)?;
    let height = verify!(gif.read(desc.height())?, in 1..=AREA / width)?;
    let own = gif.read(desc.color_map())?;
    let map = if own.is_null() { gif.read(file.color_map())? } else { own };
    let raster = gif.read(saved.raster())?;
    let pixels = gif.slice(raster, width as usize * height as usize)?;
    Ok(Frame {
        left: left as usize,
        top: top as usize,
        width: width as usize,
        pixels: inert!(gif.read_slice(pixels)?),
        colours: colours(gif, map)?,
        transparent: transparent(gif, file)?,
    })
}

fn colours<'id>(gif: &mut Scope<'id, Gif>, map: GuestPtr<'id, ColorMapObject>) -> Result<Vec<u8>, Fault> {
    // A file may come without any colours, and is black then.
    if map.is_null() {
        return Ok(Vec::new());
    }
    let count = verify!(gif.read(map.color_count())?, in 1..=256)?;
    let colours = gif.read(map.colors())?;
    let bytes = gif.slice(colours.cast::<u8>(), count as usize * 3)?;
    Ok(inert!(gif.read_slice(bytes)?))
}

fn transparent<'id>(
    gif: &mut Scope<'id, Gif>,
    file: GuestPtr<'id, GifFileType>,
) -> Result<Option<u8>, Fault> {
    let block = gif.alloc::<GraphicsControlBlock>()?;
    let found = gif.graphics_control(file, 0, block)?;
    if verify!(found, in 0..=OK)? != OK {
        return Ok(None);
    }
    let index = verify!(gif.read(block.transparent())?, in -1..=255)?;
    Ok(u8::try_from(index).ok())
}

impl Frame {
    /// Draws what of the frame lies in row `y` of the canvas.
    pub(crate) fn draw_row(&self, y: usize, row: &mut [u8]) {
        let Some(y) = y.checked_sub(self.top) else { return };
        let pixels = self.pixels.chunks_exact(self.width).nth(y).unwrap_or_default();
        for (place, &index) in row.chunks_exact_mut(4).skip(self.left).zip(pixels) {
            if self.transparent != Some(index) {
                place.copy_from_slice(&self.colour(index));
            }
        }
    }

    /// An index beyond the colours is black, as elsewhere.
    fn colour(&self, index: u8) -> [u8; 4] {
        match self.colours.chunks_exact(3).nth(index.into()) {
            Some(&[red, green, blue]) => [red, green, blue, 255],
            _ => [0, 0, 0, 255],
        }
    }
}
