//! Markdown as GitHub reads it, for comments and summaries of jobs.
//!
//! A comment may have 65 536 characters: the most important comes first, and what would not fit is left out with a word
//! about it.

mod escape;

use std::fmt::Write;

use super::super::report::{Accepted, Exit, Finding, Level, Report, Verdict};
use super::super::word::Word as _;
use super::summary::{self, COLUMNS};
use super::text::cleaned;
use super::words;
use crate::page::counted;
use escape::{code, escaped, rich};

/// A little less than a comment may have.
const LONGEST: usize = 60_000;

/// What stands at the end of every table that is too long.
const REST: usize = 200;

/// The report as Markdown.
pub(crate) fn of(report: &Report) -> String {
    let report = &cleaned(report);
    let mut page = Page { text: head(report) };
    let finding = ["Rule", "Finding", "What to do", "Where", "Evidence", "Id"];
    for (level, heading) in [(Level::Deny, "Denied"), (Level::Warn, "Warnings")] {
        page.table(&format!("### {heading}"), "", &finding, report.open(level).map(open));
    }
    let dependencies = summary::rows(report).into_iter().map(|row| row.cells.map(|cell| rich(&cell)));
    page.table("### Dependencies with native or unsafe code", "", &COLUMNS, dependencies);
    let unexamined = report
        .not_examined
        .iter()
        .map(|it| [rich(&it.what), rich(&it.why), if it.needed { "yes" } else { "no" }.to_owned()]);
    page.table("### Not examined", "", &["What", "Why", "Verdict depends on it"], unexamined);
    details(report, &mut page, &finding);
    page.text
}

/// What only opens when somebody asks for it.
fn details(report: &Report, page: &mut Page, finding: &[&str]) {
    let checks = report.libraries.iter().flat_map(|library| {
        let name = format!("{} in {}", library.name, library.wrapper);
        library.checks.iter().map(move |check| {
            [
                escaped(&name),
                rich(&check.name),
                code(&check.rule),
                check.outcome.word().to_owned(),
                rich(&check.detail),
            ]
        })
    });
    page.folded("Checks of fenced libraries", &["Library", "Claim", "Rule", "Outcome", "Detail"], checks);
    page.folded(
        "Accepted findings",
        &["Rule", "Finding", "Reason", "Until", "Reviewed by", "Id"],
        report.accepted().map(accepted_row),
    );
    let exits = report.exits.iter().flatten().map(exit);
    page.folded("Where values leave taint", &["Where", "Package", "Value", "Kind", "Rule or reason"], exits);
    page.folded("Notes", finding, report.open(Level::Note).map(open));
    let building = summary::building(report).into_iter().map(|row| row.map(|cell| rich(&cell)));
    page.folded("Packages that run code while building", &["Package", "What"], building);
}

fn head(report: &Report) -> String {
    let sign = match report.verdict {
        Verdict::Passed => "✅",
        Verdict::Denied => "❌",
        Verdict::Incomplete => "⚠️",
    };
    let mut text =
        format!("## {sign} Ringfence audit: {}\n\n{}\n\n", report.verdict.word(), words::verdict(report));
    let facts =
        summary::subject(report).into_iter().map(|(name, value)| format!("{name}: {}", escaped(&value)));
    let _ = writeln!(text, "{}", facts.collect::<Vec<_>>().join(" · "));
    if report.exits.is_none() {
        let _ =
            writeln!(text, "\nWhere values leave taint is {}: no executable was looked at.", words::UNKNOWN);
    }
    text
}

fn place(file: &str, line: u32) -> String {
    code(&format!("{file}:{line}"))
}

fn open(finding: &Finding) -> [String; 6] {
    let origin = finding.origin.iter().map(|origin| format!("<br>in {}", place(&origin.file, origin.line)));
    [
        format!("{} {}", code(&finding.rule), rich(&finding.title)),
        format!("**{}** {}", escaped(&finding.subject), rich(&finding.message)),
        rich(&finding.remedy),
        place(&finding.location.file, finding.location.line) + &origin.collect::<String>(),
        finding.evidence.word().to_owned(),
        code(&finding.id),
    ]
}

fn accepted_row((finding, accepted): (&Finding, &Accepted)) -> [String; 6] {
    let or_dash = |text: &Option<String>| text.as_deref().map_or_else(|| "–".to_owned(), escaped);
    [
        code(&finding.rule),
        format!("**{}** {}", escaped(&finding.subject), rich(&finding.message)),
        rich(&accepted.reason),
        or_dash(&accepted.until),
        or_dash(&accepted.reviewed_by),
        code(&finding.id),
    ]
}

fn exit(exit: &Exit) -> [String; 5] {
    let accepted = if exit.accepted.is_some() { " (accepted)" } else { "" };
    [
        place(&exit.place.file, exit.place.line),
        escaped(&exit.package),
        code(&exit.value),
        format!("{}{accepted}", escaped(&exit.kind)),
        rich(exit.reason.as_deref().unwrap_or(&exit.rule)),
    ]
}

struct Page {
    text: String,
}

impl Page {
    /// A table between its heading and what closes it, unless it is empty.
    fn table<const N: usize>(
        &mut self,
        heading: &str,
        close: &str,
        columns: &[&str],
        rows: impl Iterator<Item = [String; N]>,
    ) {
        let mut table =
            format!("\n{heading}\n\n| {} |\n|{}\n", columns.join(" | "), " --- |".repeat(columns.len()));
        let (mut shown, mut left_out) = (0_usize, 0_usize);
        for row in rows {
            let line = format!("| {} |\n", row.join(" | "));
            if left_out > 0 || self.text.len() + table.len() + line.len() + close.len() + REST > LONGEST {
                left_out += 1;
            } else {
                table.push_str(&line);
                shown += 1;
            }
        }
        if shown > 0 {
            self.text.push_str(&table);
        }
        if left_out > 0 {
            let what = heading.trim_start_matches('#').trim_start_matches("<details><summary>");
            let what = what.trim_end_matches("</summary>").trim();
            let lines = counted(left_out, "line", "lines");
            let _ = writeln!(
                self.text,
                "\n{what}: {lines} left out for want of space; the report as JSON has them."
            );
        }
        if shown > 0 {
            self.text.push_str(close);
        }
    }

    fn folded<const N: usize>(
        &mut self,
        title: &str,
        columns: &[&str],
        rows: impl Iterator<Item = [String; N]>,
    ) {
        let rows: Vec<_> = rows.collect();
        let heading = format!("<details><summary>{title} ({})</summary>", rows.len());
        self.table(&heading, "\n</details>\n", columns, rows.into_iter());
    }
}

#[cfg(test)]
mod tests;
