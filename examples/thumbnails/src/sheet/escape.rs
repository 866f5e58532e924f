//! File names and messages in HTML.

use std::fmt::Write;

/// `text` as the content of an element or a quoted attribute.
///
/// Characters that would turn the direction of writing or hide parts of a name are shown as numbers: a
/// file name is chosen by whoever made the file.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\n' => escaped.push('\n'),
            hidden if hidden.is_control() || is_format(hidden) => {
                let _ = write!(escaped, "\\u{{{:x}}}", u32::from(hidden));
            }
            plain => escaped.push(plain),
        }
    }
    escaped
}

fn is_format(character: char) -> bool {
    matches!(character, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_and_quotes_are_harmless() {
        assert_eq!(escaped("<b a='1' & \"2\">"), "&lt;b a=&#39;1&#39; &amp; &quot;2&quot;&gt;");
    }

    #[test]
    fn direction_marks_become_visible() {
        assert_eq!(escaped("a\u{202e}gnp.b\0"), "a\\u{202e}gnp.b\\u{0}");
    }
}
