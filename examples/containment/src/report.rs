//! What happened, side by side.

use comfy_table::{ContentArrangement, LineStyle, Table, TableStyle};

use crate::case::{Answer, Case, Fenced};
use crate::native::Ending;

/// Columns that the table keeps to.
const WIDTH: u16 = 80;

/// A line between the bugs; no colour, so that it reads the same in a log.
const LINES: TableStyle = TableStyle::new()
    .top_border(LineStyle::new('─', '─', '─', '─'))
    .header_separator(LineStyle::new('─', '─', '─', '─'))
    .row_separator(LineStyle::new('─', '─', '─', '─'))
    .bottom_border(LineStyle::new('─', '─', '─', '─'));

/// Everything that is known about a case.
#[derive(Debug)]
pub struct Row {
    /// The bug.
    pub case: Case,
    /// What became of the process without a fence, where it could be built.
    pub plain: Option<Ending>,
    /// The same with AddressSanitizer.
    pub sanitized: Option<Ending>,
    /// What happened behind the fence.
    pub fenced: Fenced,
}

/// A table of eighty columns.
pub fn table(rows: &[Row]) -> Table {
    let mut table = Table::new();
    table.load_style(LINES).set_content_arrangement(ContentArrangement::Dynamic).set_width(WIDTH);
    table.set_header(["bug", "native process", "behind the fence"]);
    for row in rows {
        let Case { library, id, bug, .. } = row.case;
        table.add_row([format!("{id}\n{library}\n{bug}"), native(row), fenced(row)]);
    }
    table
}

fn native(row: &Row) -> String {
    let told = |ending: &Option<Ending>| ending.as_ref().map_or("not built".to_owned(), ToString::to_string);
    format!("{}\nAddressSanitizer: {}", told(&row.plain), told(&row.sanitized))
}

fn fenced(row: &Row) -> String {
    let bad = match &row.fenced.bad {
        Ok(Some((first, second))) => format!("answered {first}, {second}: verified, and contained"),
        Ok(None) => "the library refused the file, after the damage".to_owned(),
        Err(fault) => fault.to_string(),
    };
    let host = if row.fenced.untouched { "untouched" } else { "OVERWRITTEN" };
    format!("{bad}\nhost memory {host}; next request {}", next(&row.case, &row.fenced.next))
}

fn next(case: &Case, answer: &Result<Answer, ringfence::Fault>) -> String {
    match answer {
        Ok(answer) if *answer == (case.good)().1 => "served".to_owned(),
        Ok(answer) => format!("WRONG: {answer:?}"),
        Err(fault) => format!("FAILED: {fault}"),
    }
}
