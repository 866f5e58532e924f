//! Colours. The text is painted always; what does not go to a terminal is stripped on its way out.

use std::fmt::Write;

use anstyle::{AnsiColor, Style};

pub(crate) const HEADING: Style = Style::new().bold();
pub(crate) const GOOD: Style = AnsiColor::Green.on_default().bold();
pub(crate) const BAD: Style = AnsiColor::Red.on_default().bold();
const WARNING: Style = AnsiColor::Yellow.on_default();

pub(crate) fn painted(style: Style, text: &str) -> String {
    format!("{style}{text}{style:#}")
}

/// Paints the answers and verdicts that stand in column `first` or right of it. A finished table is painted, since
/// colours inside of cells would be counted as characters.
pub(crate) fn words_after(table: &str, first: usize) -> String {
    let mut painted = String::new();
    for line in table.lines() {
        let column = line.char_indices().nth(first).map_or(line.len(), |(index, _)| index);
        let (before, after) = line.split_at(column);
        painted.push_str(before);
        words(&mut painted, after);
        painted.push('\n');
    }
    painted.pop();
    painted
}

fn words(painted: &mut String, text: &str) {
    for word in text.split_inclusive(' ') {
        let bare = word.trim_end();
        match style(bare) {
            Some(style) => {
                let space = word.get(bare.len()..).unwrap_or_default();
                let _ = write!(painted, "{style}{bare}{style:#}{space}");
            }
            None => painted.push_str(word),
        }
    }
}

fn style(word: &str) -> Option<Style> {
    match word {
        "yes" | "fine" => Some(GOOD),
        "slower" | "tight" => Some(WARNING),
        "blocks" => Some(BAD),
        "no" | "lib" => Some(WARNING),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_words_to_the_right_are_painted() {
        let painted = words_after("yes  yes\n─── no\nab", 4);
        assert_eq!(anstream::adapter::strip_str(&painted).to_string(), "yes  yes\n─── no\nab");
        assert!(painted.starts_with("yes  \u{1b}"));
    }
}
