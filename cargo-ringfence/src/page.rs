//! Reports for people: at most 80 columns, and complete without colour.

use std::fmt::Write;

use comfy_table::{ContentArrangement, LineStyle, Table, TableStyle};

use crate::paint::{HEADING, painted};

/// Columns that the report keeps to.
pub(crate) const WIDTH: u16 = 80;

/// Lines above and below, and under a header.
const LINES: TableStyle = TableStyle::new()
    .top_border(LineStyle::new('─', '─', '─', '─'))
    .header_separator(LineStyle::new('─', '─', '─', '─'))
    .bottom_border(LineStyle::new('─', '─', '─', '─'));

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
