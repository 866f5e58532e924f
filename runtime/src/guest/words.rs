//! Text of a guest that people read.

/// The same text without control characters, of which a terminal would make something else.
pub(crate) fn printable(text: &str) -> String {
    text.chars()
        .map(|letter| if letter.is_control() { char::REPLACEMENT_CHARACTER } else { letter })
        .collect()
}
