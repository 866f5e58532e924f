//! Where a JPEG file keeps its Exif data.

/// The TIFF structure of the first Exif segment (CIPA DC-008, 4.7.2), if there is one before the picture.
pub(crate) fn of_jpeg(file: &[u8]) -> Option<&[u8]> {
    const APP1: u8 = 0xe1;
    const START_OF_SCAN: u8 = 0xda;
    let mut rest = file.strip_prefix(b"\xff\xd8")?;
    loop {
        // Any number of 0xff may stand before a marker (ITU-T T.81, B.1.1.2).
        let (&marker, after) = match rest.strip_prefix(b"\xff")? {
            [0xff, ..] => {
                rest = rest.get(1..)?;
                continue;
            }
            after => after.split_first()?,
        };
        let size = usize::from(u16::from_be_bytes(*after.first_chunk()?));
        let segment = after.get(2..size)?;
        match segment.strip_prefix(b"Exif\0\0") {
            Some(exif) if marker == APP1 => return Some(exif),
            _ if marker == START_OF_SCAN => return None,
            _ => rest = after.get(size..)?,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::of_jpeg;

    #[test]
    fn the_segment_is_found_behind_others() {
        assert_eq!(of_jpeg(b"\xff\xd8\xff\xe0\0\x04hi\xff\xff\xe1\0\x0aExif\0\0II"), Some(&b"II"[..]));
        assert_eq!(of_jpeg(b"\xff\xd8\xff\xe1\0\x04hi\xff\xda\0\x02\xff\xe1\0\x0aExif\0\0II"), None);
    }

    #[test]
    fn every_beginning_of_a_file_is_looked_at_without_harm() {
        let file = b"\xff\xd8\xff\xe0\0\x04hi\xff\xff\xe1\0\x0aExif\0\0II";
        for end in 0..file.len() {
            assert_eq!(of_jpeg(&file[..end]), None);
        }
        assert_eq!(of_jpeg(b"\xff\xd8\xff\xe1\0\0\xff\xe1\0\x01"), None);
    }
}
