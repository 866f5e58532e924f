//! Where the tables of a font are: the one part of the format that Graphite leaves to its caller.

use std::ops::Range;

/// The bytes of the table `name`, if the font lists it and all of it is there.
pub(crate) fn find(font: &[u8], name: u32) -> Option<Range<usize>> {
    let count = u16::from_be_bytes(*font.get(4..)?.first_chunk()?);
    let entry =
        font.get(12..)?.chunks_exact(16).take(count.into()).find(|entry| number(entry, 0) == Some(name))?;
    let (start, length) = (number(entry, 8)? as usize, number(entry, 12)? as usize);
    let range = start..start.checked_add(length)?;
    font.get(range.clone()).is_some_and(|table| !table.is_empty()).then_some(range)
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|bytes| u32::from_be_bytes(*bytes))
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_table_is_found_by_its_name_if_all_of_it_is_there() {
        let entry = |name: &[u8], start: u32, length: u32| {
            [name, &[0; 4], &start.to_be_bytes(), &length.to_be_bytes()].concat()
        };
        let font = [
            [0, 1, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0].to_vec(),
            entry(b"cmap", 60, 4),
            entry(b"glyf", 60, 5),
            entry(b"head", u32::MAX, u32::MAX),
            entry(b"more", 60, 4),
            vec![0; 4],
        ]
        .concat();
        let find = |name: &[u8; 4]| super::find(&font[..64], u32::from_be_bytes(*name));
        assert_eq!(find(b"cmap"), Some(60..64));
        assert_eq!((find(b"glyf"), find(b"head"), find(b"more")), (None, None, None));
        assert_eq!(super::find(&font[..5], 0), None);
    }
}
