//! Runs inside the fence: a thin layer over the crate `kamadak-exif`.

use std::io::Cursor;

use exif::{Error, In, Reader, Tag};

/// How the camera was held, as Exif numbers it, from 1 for upright to 8; nothing where a file does not say so. Looks
/// into JPEG, PNG, WebP, TIFF and HEIF files.
#[ringfence::export]
pub fn orientation(file: &[u8]) -> Result<Option<u8>, Error> {
    let exif = match Reader::new().read_from_container(&mut Cursor::new(file)) {
        Ok(exif) => exif,
        Err(Error::NotFound(_)) => return Ok(None),
        Err(error) => return Err(error),
    };
    let number = exif.get_field(Tag::Orientation, In::PRIMARY).and_then(|field| field.value.get_uint(0));
    Ok(number.and_then(|number| u8::try_from(number).ok()).filter(|number| (1..=8).contains(number)))
}
