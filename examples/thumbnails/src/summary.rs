//! The closing table.

use std::fmt::Write;

use comfy_table::{CellAlignment, ContentArrangement, LineStyle, Table, TableStyle};

use crate::report::{Class, Entry, Outcome, Report, size, time};

/// Columns that the summary keeps to.
const WIDTH: u16 = 80;

/// Contained files that are named; the page lists all of them.
const NAMED: usize = 12;

/// A line above, below and under the header; no colour, so that it reads the same in a log.
const LINES: TableStyle = TableStyle::new()
    .top_border(LineStyle::new('─', '─', '─', '─'))
    .header_separator(LineStyle::new('─', '─', '─', '─'))
    .bottom_border(LineStyle::new('─', '─', '─', '─'));

const ROWS: [(Class, &str, &str); 5] = [
    (Class::Decoded, "decoded", "pixels came out and were verified"),
    (Class::Rejected, "rejected", "the decoder itself refused"),
    (Class::NotAnImage, "no image", "of no format known here"),
    (Class::Contained, "contained", "trapped, over a limit, or lied"),
    (Class::HostError, "host error", "this program failed at its part"),
];

pub(crate) fn of(report: &Report) -> String {
    let mut text = table(report).to_string();
    let seconds = report.time.as_secs_f64().max(1e-9);
    let _ = write!(
        text,
        "\n{} files, {} in {} with {} {}: {:.1} MB/s",
        report.entries.len(),
        size(report.bytes()),
        time(report.time),
        report.jobs,
        if report.jobs == 1 { "thread" } else { "threads" },
        report.bytes() as f64 / 1e6 / seconds,
    );
    let libraries: Vec<_> =
        report.libraries().into_iter().map(|(name, count)| format!("{name} {count}")).collect();
    if !libraries.is_empty() {
        let _ = write!(text, "\ndecoded by {}", libraries.join(", "));
    }
    for class in [Class::Contained, Class::HostError] {
        name(&mut text, report, class);
    }
    text
}

fn table(report: &Report) -> Table {
    let mut table = Table::new();
    table.load_style(LINES).set_content_arrangement(ContentArrangement::Dynamic).set_width(WIDTH);
    table.set_header(["outcome", "files", "size", "time", "meaning"]);
    for (class, title, meaning) in ROWS {
        let (count, bytes) = (report.count(class), report.of_class(class).map(|entry| entry.bytes).sum());
        let spent = report.of_class(class).map(|entry| entry.time).sum();
        table.add_row([title.to_owned(), count.to_string(), size(bytes), time(spent), meaning.to_owned()]);
    }
    for column in [1, 2, 3] {
        if let Some(column) = table.column_mut(column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    table
}

fn name(text: &mut String, report: &Report, class: Class) {
    for entry in report.of_class(class).take(NAMED) {
        let _ = write!(text, "\n\n{}\n  {}", entry.path.display().to_string().escape_debug(), reason(entry));
    }
    let more = report.count(class).saturating_sub(NAMED);
    if more > 0 {
        let _ = write!(text, "\n\nand {more} more, on the page");
    }
}

fn reason(entry: &Entry) -> String {
    match &entry.outcome {
        Outcome::Contained(reason) | Outcome::HostError(reason) => reason.replace('\n', "\n  "),
        _ => String::new(),
    }
}
