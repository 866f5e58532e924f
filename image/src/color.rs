//! From four bytes for each pixel to as many as its colours need.

use image::ColorType;

/// Copies the channels of `color` out of `rgba`. A grey pixel has the same value in all of its colours.
pub(crate) fn pack(rgba: &[u8], color: ColorType, to: &mut [u8]) {
    let pixels = rgba.as_chunks::<4>().0;
    match color {
        ColorType::L8 => to.iter_mut().zip(pixels).for_each(|(to, &[grey, ..])| *to = grey),
        ColorType::La8 => {
            let to = to.as_chunks_mut::<2>().0;
            to.iter_mut().zip(pixels).for_each(|(to, &[grey, _, _, alpha])| *to = [grey, alpha]);
        }
        ColorType::Rgb8 => {
            let to = to.as_chunks_mut::<3>().0;
            to.iter_mut().zip(pixels).for_each(|(to, &[red, green, blue, _])| *to = [red, green, blue]);
        }
        _ => to.iter_mut().zip(rgba).for_each(|(to, from)| *to = *from),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn channels_are_picked_by_colour() {
        let rgba = [1, 2, 3, 4, 5, 6, 7, 8];
        for (color, expected) in [
            (ColorType::L8, vec![1, 5]),
            (ColorType::La8, vec![1, 4, 5, 8]),
            (ColorType::Rgb8, vec![1, 2, 3, 5, 6, 7]),
            (ColorType::Rgba8, rgba.to_vec()),
        ] {
            let mut to = vec![0; expected.len()];
            pack(&rgba, color, &mut to);
            assert_eq!(to, expected, "{color:?}");
        }
    }
}
