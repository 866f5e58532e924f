//! The last words of a guest: message and place of a panic, where the host finds them after the trap.

use core::fmt::{self, Write};
use core::panic::Location;

/// Bytes of a note. More is cut off.
pub(crate) const LONGEST: usize = 1024;

/// Text of limited length. The host reads it as it lies here.
#[repr(C)]
pub(crate) struct Note {
    pub(crate) length: u32,
    pub(crate) text: [u8; LONGEST],
}

impl Note {
    pub(crate) const fn empty() -> Self {
        Self { length: 0, text: [0; LONGEST] }
    }

    /// The place on a line of its own, then the message.
    fn fill(&mut self, place: Option<&Location<'_>>, message: &dyn fmt::Display) {
        self.length = 0;
        // Writing never fails: what does not fit is dropped.
        let _ = match place {
            Some(place) => writeln!(self, "{place}"),
            None => writeln!(self),
        };
        let _ = write!(self, "{message}");
    }
}

impl Write for Note {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let rest = self.text.get_mut(self.length as usize..).unwrap_or_default();
        let count = rest.len().min(text.len());
        if let (Some(rest), Some(text)) = (rest.get_mut(..count), text.as_bytes().get(..count)) {
            rest.copy_from_slice(text);
        }
        self.length += count as u32;
        Ok(())
    }
}

/// Notes a panic for the host. With the feature `std` this happens by itself; a guest without the standard library
/// calls it in its panic handler, before it traps.
pub fn note_panic(info: &core::panic::PanicInfo<'_>) {
    crate::raw::with_note(|note| note.fill(info.location(), &info.message()));
}

/// Takes the place of the standard library's hook, which would print to nowhere.
#[cfg(feature = "std")]
pub(crate) fn install() {
    std::panic::set_hook(std::boxed::Box::new(|info| {
        let message = info.payload_as_str().unwrap_or("a value that is no text");
        crate::raw::with_note(|note| note.fill(info.location(), &message));
    }));
}

#[cfg(not(feature = "std"))]
pub(crate) fn install() {}

#[cfg(test)]
mod tests {
    use std::string::String;

    use super::*;

    #[test]
    fn a_note_is_cut_off_where_its_room_ends() {
        let mut note = Note::empty();
        let long: String = std::iter::repeat_n('x', 3 * LONGEST).collect();
        note.fill(Some(Location::caller()), &long);
        assert_eq!(note.length as usize, LONGEST);
        assert!(note.text.starts_with(file!().as_bytes()), "{:?}", &note.text[..40]);
        note.fill(None, &"short");
        assert_eq!(&note.text[..note.length as usize], b"\nshort");
    }
}
