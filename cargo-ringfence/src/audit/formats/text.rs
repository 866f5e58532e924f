//! Strings from packages, as they can be shown: without control characters, without a change of direction, not endless.

use std::fmt::Write;

use serde_json::Value;

use super::super::report::Report;

/// More than a sentence or a path needs. The JSON report has all of it.
const LONGEST: usize = 600;

/// The report with every string made [`plain`].
pub(crate) fn cleaned(report: &Report) -> Report {
    // By way of JSON, so that no string can be forgotten. Back again it always goes: strings stay strings.
    let document = serde_json::to_value(report).map(plain_strings);
    document.and_then(serde_json::from_value).unwrap_or_else(|_| report.clone())
}

fn plain_strings(value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(plain(&text)),
        Value::Array(values) => Value::Array(values.into_iter().map(plain_strings).collect()),
        Value::Object(fields) => Value::Object(
            fields.into_iter().map(|(name, value)| (plain(&name), plain_strings(value))).collect(),
        ),
        other => other,
    }
}

/// JSON that says the same, and in which what is hidden is escaped. Outside of strings there is nothing of the kind.
pub(crate) fn escaped_json(json: &str) -> String {
    let mut text = String::new();
    for letter in json.chars() {
        if letter == '\n' || !is_hidden(letter) {
            text.push(letter);
            continue;
        }
        for unit in letter.encode_utf16(&mut [0; 2]) {
            let _ = write!(text, "\\u{unit:04x}");
        }
    }
    text
}

/// One line of text in which nothing is hidden: blanks for line ends, `\u{…}` for what is invisible or changes the
/// order in which letters are shown.
fn plain(text: &str) -> String {
    let mut line = String::new();
    for (count, letter) in text.chars().enumerate() {
        if count == LONGEST {
            line.push('…');
            break;
        }
        match letter {
            '\n' | '\r' | '\t' => line.push(' '),
            hidden if is_hidden(hidden) => {
                let _ = write!(line, "\\u{{{:x}}}", u32::from(hidden));
            }
            seen => line.push(seen),
        }
    }
    line
}

/// Control characters, marks of direction, blanks of no width, and tags, of which letters can be made that nobody sees.
fn is_hidden(letter: char) -> bool {
    letter.is_control()
        || matches!(u32::from(letter),
            0xad | 0x61c | 0x180e | 0x200b..=0x200f | 0x2028..=0x202e | 0x2060..=0x206f
            | 0xfe00..=0xfe0f | 0xfeff | 0xfff9..=0xfffb | 0xe0000..=0xe0fff)
}

#[cfg(test)]
mod tests {
    use super::super::super::sample;
    use super::*;

    #[test]
    fn what_cannot_be_seen_is_named() {
        assert_eq!(plain("a\u{1b}[31m\u{202e}b\0\u{e0041}"), "a\\u{1b}[31m\\u{202e}b\\u{0}\\u{e0041}");
        assert_eq!(plain("two\r\nlines\tü 漢 🦀"), "two  lines ü 漢 🦀");
    }

    #[test]
    fn what_is_too_long_is_cut_between_letters() {
        let long = plain(&"ü".repeat(100_000));
        assert_eq!(long, "ü".repeat(LONGEST) + "…");
        assert_eq!(plain(&"ü".repeat(LONGEST)), "ü".repeat(LONGEST));
    }

    #[test]
    fn escaped_json_says_the_same() {
        let json = crate::page::json(&sample::hostile());
        assert!(json.contains('\u{202e}') && json.contains('\u{85}'));
        let escaped = escaped_json(&json);
        assert!(!escaped.contains(|letter| letter != '\n' && is_hidden(letter)));
        assert_eq!(serde_json::from_str::<Report>(&escaped).unwrap(), sample::hostile());
        assert_eq!(escaped_json("\"\u{e0041}\""), r#""\udb40\udc41""#);
    }

    #[test]
    fn cleaning_changes_nothing_that_is_clean_and_everything_that_is_not() {
        assert_eq!(cleaned(&sample::report()), sample::report());
        let hostile = crate::page::json(&cleaned(&sample::hostile()));
        assert!(!hostile.contains("\\u00") && !hostile.contains('\u{202e}'), "{hostile}");
        assert!(hostile.contains("\\u{202e}"), "{hostile}");
    }
}
