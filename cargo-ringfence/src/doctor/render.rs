//! The report for people: at most 80 columns, except for commands that are to be copied, and complete without
//! colour.

use std::fmt::Write;

use comfy_table::{ColumnConstraint, Table, Width};

use super::machine::Fact;
use super::project::Project;
use super::toolchains::{Answer, Compiler};
use super::{Blocker, Report, Verdict};
use crate::page::{WIDTH, compact, section, table, wrap};
use crate::paint::{BAD, GOOD, HEADING, painted, words_after};

/// Columns of the first and last part of a table of judgements, with a blank behind each.
const NAME: u16 = 17;
const VERDICT: u16 = 7;

/// Blank columns around and between the parts of such a table.
const BETWEEN: u16 = 4;

/// Lines of a compiler's own words that are shown.
const QUOTED: usize = 3;

const LEGEND: &str = "`no lib`: it compiles, but a library to link with is missing.";

pub(super) fn of(report: &Report) -> String {
    let title = format!("Ringfence {} on {}", env!("CARGO_PKG_VERSION"), report.system.name);
    let mut text = format!("{}\n\n", painted(HEADING, &title));
    compilers(&mut text, &report.compilers);
    facts(&mut text, &report.machine);
    if let Some(project) = &report.project {
        package(&mut text, project);
    }
    closing(&mut text, report);
    text
}

fn compilers(text: &mut String, compilers: &[Compiler]) {
    let header = ["compiler", "version", "C", "setjmp", "exceptions", "C++", "Rust"];
    let mut table = table();
    table.set_header(header);
    for compiler in compilers {
        let answers = [&compiler.c, &compiler.setjmp, &compiler.exceptions, &compiler.cpp, &compiler.rust];
        let names = [compiler.short_name(), compiler.version.as_deref().unwrap_or("-")];
        table.add_row(names.into_iter().chain(answers.map(Answer::word)));
    }
    let table = compact(table);
    let first = table.lines().find_map(|line| line.find(" C ")).unwrap_or(usize::from(WIDTH));
    section(text, "Compilers", &words_after(&table, first));
    let used = compilers.iter().find(|compiler| compiler.used);
    let used = used.map_or("No compiler for builds.".to_owned(), |used| format!("Builds use {}.", used.name));
    wrap(text, &format!("{used} {LEGEND}"), 0);
    text.push('\n');
    for compiler in compilers {
        reasons(text, compiler);
    }
    text.push('\n');
}

fn reasons(text: &mut String, compiler: &Compiler) {
    let answers = [
        ("", &compiler.c),
        (", setjmp", &compiler.setjmp),
        (", exceptions", &compiler.exceptions),
        (", C++", &compiler.cpp),
        (", Rust", &compiler.rust),
    ];
    for (what, answer) in answers {
        if let Some(reason) = answer.reason() {
            let lines: Vec<_> = reason.lines().take(QUOTED).collect();
            wrap(text, &format!("{}{what}: {}", compiler.short_name(), lines.join(" ")), 2);
        }
    }
}

fn facts(text: &mut String, facts: &[Fact]) {
    let mut table = table();
    for fact in facts {
        let advice = advice(fact.advice.as_deref(), fact.fix.as_deref());
        table.add_row([fact.name, &format!("{}{advice}", fact.value), fact.verdict.name()]);
    }
    judged(text, "Machine", table);
}

fn package(text: &mut String, project: &Project) {
    let mut table = table();
    table.add_row(["name", &project.name, ""]);
    for source in &project.sources {
        let version = source.version.as_deref().unwrap_or("(not found yet)");
        let verdict = if source.version.is_some() { Verdict::Fine } else { project.verdict };
        table.add_row(["sources", &format!("{} {version}", source.name), verdict.name()]);
    }
    let advice = advice(project.advice.as_deref(), project.fix.as_deref());
    let state = if advice.is_empty() { "locked, and all here" } else { "incomplete" };
    table.add_row(["dependencies", &format!("{state}{advice}"), project.verdict.name()]);
    judged(text, "Package", table);
}

/// What follows a value that is not fine, on lines of its own.
fn advice(advice: Option<&str>, fix: Option<&str>) -> String {
    let advice = advice.map(|advice| format!("\n{advice}"));
    let fix = fix.map(|fix| format!("\nfix: {fix}"));
    advice.into_iter().chain(fix).collect()
}

/// A table of names, values and verdicts.
fn judged(text: &mut String, heading: &str, mut table: Table) {
    let widths = [NAME, WIDTH - BETWEEN - NAME - VERDICT, VERDICT];
    for (column, width) in table.column_iter_mut().zip(widths) {
        column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(width)));
    }
    section(text, heading, &words_after(&compact(table), usize::from(WIDTH - VERDICT - 1)));
    text.push('\n');
}

/// The verdict on everything, and what to type.
fn closing(text: &mut String, report: &Report) {
    if report.ready() {
        let _ = writeln!(text, "{}: fenced libraries can be built and run here.", painted(GOOD, "Ready"));
        return;
    }
    let _ = writeln!(text, "{}:", painted(BAD, "Not ready"));
    for blocker in &report.blockers {
        fixes(text, blocker);
    }
}

fn fixes(text: &mut String, blocker: &Blocker) {
    wrap(text, &format!("- {}", blocker.what), 2);
    for (index, fix) in blocker.fixes.iter().enumerate() {
        let word = if index == 0 { "fix" } else { "or" };
        let _ = writeln!(text, "    {word}, {}:", fix.place);
        for command in &fix.commands {
            let _ = writeln!(text, "      {}", painted(HEADING, command));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::*;

    fn plain(report: &Report) -> String {
        anstream::adapter::strip_str(&of(report)).to_string()
    }

    #[test]
    fn a_ready_machine() {
        insta::assert_snapshot!(fixture::unversioned(&plain(&fixture::ready())));
    }

    #[test]
    fn a_machine_with_gaps() {
        insta::assert_snapshot!(fixture::unversioned(&plain(&fixture::not_ready())));
    }

    #[test]
    fn all_but_commands_fits_into_80_columns() {
        for report in [fixture::ready(), fixture::not_ready()] {
            let text = plain(&report);
            let commands: Vec<_> = report.blockers.iter().flat_map(|blocker| &blocker.fixes).collect();
            let is_command =
                |line: &str| commands.iter().any(|fix| fix.commands.iter().any(|it| it == line.trim()));
            for line in text.lines().filter(|line| !is_command(line)) {
                assert!(line.chars().count() <= usize::from(WIDTH), "{line}");
            }
        }
    }
}
