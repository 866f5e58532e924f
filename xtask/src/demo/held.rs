//! One photo as cameras leave it that were held in all eight ways.
//!
//! A camera stores what its sensor saw, and says in the file's Exif data how it was held. The pixels are the same in all
//! eight files; a program that reads the data shows them turned and mirrored.

use std::fs;
use std::path::Path;

use anyhow::{Context, ensure};

/// The photo, in a folder that was gathered.
const PHOTO: &str = "color-thief/images/photo1.jpg";

/// Writes the eight files into a folder of their own and says how many there are.
pub(super) fn write(folder: &Path) -> anyhow::Result<usize> {
    let photo = fs::read(folder.join(PHOTO)).with_context(|| format!("cannot read {PHOTO}"))?;
    let held = folder.join("held");
    fs::create_dir_all(&held).with_context(|| format!("cannot create {}", held.display()))?;
    for orientation in 1..=8 {
        let path = held.join(format!("photo1-held-{orientation}.jpg"));
        fs::write(&path, with_orientation(&photo, orientation)?)
            .with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(8)
}

/// A JPEG file with Exif data of one field in front of its own segments.
fn with_orientation(photo: &[u8], orientation: u8) -> anyhow::Result<Vec<u8>> {
    ensure!(photo.starts_with(b"\xFF\xD8"), "{PHOTO} is no JPEG file");
    let (start, rest) = photo.split_at(2);
    let exif: [&[u8]; 4] = [
        b"\xFF\xE1\0\x22Exif\0\0",
        b"II*\0\x08\0\0\0\x01\0",
        &[0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0],
        &[0; 4],
    ];
    Ok([start, &exif.concat(), rest].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_segment_is_as_long_as_it_says() {
        let file = with_orientation(b"\xFF\xD8\xFF\xD9", 6).unwrap();
        assert_eq!(file.len(), 4 + 2 + 0x22);
        assert_eq!((file[2 + 28], &file[file.len() - 2..]), (6, &b"\xFF\xD9"[..]));
        assert!(with_orientation(b"GIF89a", 1).is_err());
    }
}
