//! Reports: for people at most 80 columns, and complete without colour; for programs JSON.

use std::fmt::Write;
use std::io::Write as _;

use comfy_table::{ContentArrangement, LineStyle, Table, TableStyle};
use serde::Serialize;

use crate::paint::{HEADING, painted};

/// Columns that the report keeps to.
pub(crate) const WIDTH: u16 = 80;

/// Lines above and below, and under a header.
const LINES: TableStyle = TableStyle::new()
    .top_border(LineStyle::new('─', '─', '─', '─'))
    .header_separator(LineStyle::new('─', '─', '─', '─'))
    .bottom_border(LineStyle::new('─', '─', '─', '─'));

/// Writes a report to standard output.
pub(crate) fn print(text: &str) {
    // A reader that has seen enough (`| head`) is no reason to complain.
    let _ = anstream::stdout().write_all(text.as_bytes());
}

/// A document in which nothing can fail to be written: no maps with odd keys, no numbers but whole ones.
pub(crate) fn json(document: &impl Serialize) -> String {
    let mut text = serde_json::to_string_pretty(document).unwrap_or_default();
    text.push('\n');
    text
}

pub(crate) fn section(text: &mut String, heading: &str, body: &str) {
    let _ = writeln!(text, "{}", painted(HEADING, heading));
    for line in body.lines() {
        let _ = writeln!(text, "{}", line.trim_end());
    }
}

pub(crate) fn table() -> Table {
    let mut table = Table::new();
    table.load_style(LINES).set_content_arrangement(ContentArrangement::Dynamic).set_width(WIDTH);
    table
}

/// The table with one blank between its columns less than usual.
pub(crate) fn compact(mut table: Table) -> String {
    for column in table.column_iter_mut() {
        column.set_padding((0, 1));
    }
    table.to_string()
}

/// Writes `paragraph` in lines of at most [`WIDTH`], all but the first indented by two more.
pub(crate) fn wrap(text: &mut String, paragraph: &str, indent: usize) {
    let mut line = " ".repeat(indent);
    let mut empty = true;
    for word in paragraph.split_whitespace() {
        if !empty && line.chars().count() + 1 + word.chars().count() > usize::from(WIDTH) {
            let _ = writeln!(text, "{line}");
            line = " ".repeat(if indent == 0 { 0 } else { indent + 2 });
            empty = true;
        }
        if !empty {
            line.push(' ');
        }
        line.push_str(word);
        empty = false;
    }
    let _ = writeln!(text, "{line}");
}

/// `1 finding`, `2 findings`.
pub(crate) fn plural(count: usize, what: &str) -> String {
    counted(count, what, &format!("{what}s"))
}

/// `1 library`, `2 libraries`.
pub(crate) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_do_not_fit_are_not_cut() {
        let mut text = String::new();
        wrap(&mut text, &format!("a {} b", "x".repeat(100)), 2);
        assert_eq!(text, format!("  a\n    {}\n    b\n", "x".repeat(100)));
    }
}
