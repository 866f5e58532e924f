//! The report for people.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use comfy_table::{Cell, ColumnConstraint, Table, Width};

use super::report::{
    Exit, Finding, Level, Library, Native, Package, Report, SubjectKind, Untrusted, Verdict,
};
use super::rules::Rule;
use super::word::Word;
use crate::page::{plural, section, table, wrap};
use crate::paint::{BAD, GOOD, HEADING, painted};

/// Columns of the table of dependencies, without the blanks between them.
const WIDTHS: [u16; 8] = [14, 12, 9, 8, 7, 8, 5, 8];

/// Notes about so many subjects name them; more are counted.
const NAMED: usize = 6;

/// The report; `rules` explain findings.
pub(crate) fn of(report: &Report, rules: &[Rule]) -> String {
    let mut text = verdict(report);
    if report.is_blind() {
        not_examined(&mut text, report);
        return text;
    }
    dependencies(&mut text, report);
    findings(&mut text, report, rules);
    not_examined(&mut text, report);
    counts(&mut text, report);
    text
}

fn verdict(report: &Report) -> String {
    let subject = &report.subject;
    let denied = report.denied().count();
    let (style, word) = match report.verdict {
        Verdict::Passed => (GOOD, "passed".to_owned()),
        Verdict::Denied => (BAD, format!("denied ({})", plural(denied, "finding"))),
        Verdict::Incomplete => (BAD, "incomplete".to_owned()),
    };
    let mut text = String::new();
    let preset = subject.preset.word();
    let _ =
        writeln!(text, "{}: {} (preset {preset})", painted(HEADING, &subject.name), painted(style, &word));
    if let Some(target) = &subject.target {
        let profile = subject.profile.iter().map(|profile| format!(", profile {profile}"));
        let _ = writeln!(text, "built for {target}{}", profile.collect::<String>());
    }
    text.push('\n');
    text
}

/// Native code and fenced libraries.
fn dependencies(text: &mut String, report: &Report) {
    let native: Vec<&Package> = report.packages.iter().filter(|package| !package.native.is_empty()).collect();
    if native.is_empty() && report.libraries.is_empty() {
        let seen = match report.subject.kind {
            SubjectKind::Workspace => "No package links native code, and no library is fenced.",
            SubjectKind::Executable => "It has no records of fenced libraries.",
        };
        let _ = writeln!(text, "{seen}\n");
        return;
    }
    let mut rows = table();
    rows.set_header([
        "dependency",
        "why risky",
        "untrusted input",
        "contain- ment",
        "grants",
        "memory, time",
        "exits",
        "evidence",
    ]);
    for package in native {
        rows.add_row(of_package(package));
    }
    for library in &report.libraries {
        rows.add_row(of_library(library, report));
    }
    section(text, "Dependencies", &narrow(rows).to_string());
    text.push('\n');
}

fn narrow(mut table: Table) -> Table {
    for (column, width) in table.column_iter_mut().zip(WIDTHS) {
        // The lines between columns, which are blank, keep them apart.
        column.set_padding((0, 0));
        column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(width)));
    }
    table
}

fn of_package(package: &Package) -> Vec<Cell> {
    let why: Vec<String> = package.native.iter().map(risk).collect();
    cells([
        format!("{} {}", package.name, package.version),
        why.join(", "),
        input(package.untrusted_input.as_ref()),
        package.containment.map_or("-", Word::word).to_owned(),
        "-".to_owned(),
        "-".to_owned(),
        "-".to_owned(),
        package.evidence.word().to_owned(),
    ])
}

fn risk(native: &Native) -> String {
    let kind = if native.prebuilt { "prebuilt" } else { native.linkage.word() };
    let alive = match (native.linked_symbols, native.symbols) {
        (Some(alive), Some(all)) => format!(" ({alive}/{all})"),
        (None, Some(all)) => format!(" (?/{all})"),
        _ => String::new(),
    };
    format!("{kind} {}{alive}", native.name)
}

fn of_library(library: &Library, report: &Report) -> Vec<Cell> {
    let limit = |name: &str| library.limits.get(name).map(|limit| limit.value);
    let memory = limit("memory").map_or_else(|| "no limit".to_owned(), mebibytes);
    let time = limit("deadline").filter(|time| *time > 0).map_or_else(|| "no limit".to_owned(), seconds);
    let source = library.source.as_deref().unwrap_or("own sources");
    cells([
        format!("{} in {}", library.name, library.wrapper),
        source.to_owned(),
        input(library.untrusted_input.as_ref()),
        library.containment.word().replace('+', " +"),
        if library.grants.is_empty() { "none".to_owned() } else { library.grants.join(", ") },
        format!("{memory}, {time}"),
        exits(report.exits.as_deref(), &library.wrapper),
        library.evidence.word().to_owned(),
    ])
}

/// Values that leave taint in the wrapper: escapes nobody accepted, of all.
fn exits(exits: Option<&[Exit]>, wrapper: &str) -> String {
    let Some(exits) = exits else { return "?".to_owned() };
    let own = || exits.iter().filter(|exit| exit.package == wrapper);
    let open = own().filter(|exit| exit.kind == "escape" && exit.accepted.is_none()).count();
    format!("{open}/{}", own().count())
}

fn input(untrusted: Option<&Untrusted>) -> String {
    match untrusted {
        Some(one) if one.handled => "yes".to_owned(),
        Some(_) => "no".to_owned(),
        None => "unknown".to_owned(),
    }
}

fn cells(texts: [String; 8]) -> Vec<Cell> {
    texts.into_iter().map(Cell::new).collect()
}

fn mebibytes(bytes: u64) -> String {
    match bytes {
        0..=0xf_ffff => format!("{} KiB", bytes / 1024),
        _ if bytes.is_multiple_of(1 << 30) => format!("{} GiB", bytes >> 30),
        _ => format!("{} MiB", bytes / (1024 * 1024)),
    }
}

fn seconds(milliseconds: u64) -> String {
    match milliseconds % 1000 {
        0 => format!("{} s", milliseconds / 1000),
        _ => format!("{milliseconds} ms"),
    }
}

/// By level; what was accepted comes last.
fn findings(text: &mut String, report: &Report, rules: &[Rule]) {
    for (level, heading) in [(Level::Deny, "Denied"), (Level::Warn, "Warnings")] {
        let list: Vec<_> = report.open(level).collect();
        if list.is_empty() {
            continue;
        }
        let _ = writeln!(text, "{}", painted(HEADING, heading));
        let mut last = "";
        for finding in list {
            if finding.rule != last {
                rule_line(text, finding, rules);
                last = &finding.rule;
            }
            one(text, finding);
        }
        text.push('\n');
    }
    notes(text, report);
    accepted(text, report);
}

fn rule_line(text: &mut String, finding: &Finding, rules: &[Rule]) {
    wrap(text, &format!("{} {}", finding.rule, finding.title), 0);
    let remedy =
        rules.iter().find(|rule| rule.id == finding.rule).map_or(finding.remedy.as_str(), |rule| rule.remedy);
    wrap(text, &format!("What to do: {remedy}"), 2);
}

fn one(text: &mut String, finding: &Finding) {
    wrap(text, &format!("{}  {}: {}", finding.id, finding.subject, finding.message), 2);
    let place = &finding.location;
    let origin = finding.origin.as_ref().map(|place| format!(" (at {}:{})", place.file, place.line));
    let line =
        format!("{}:{}{}, {}", place.file, place.line, origin.unwrap_or_default(), finding.evidence.word());
    wrap(text, &line, 6);
}

/// One line for a rule.
fn notes(text: &mut String, report: &Report) {
    let mut by_rule: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for finding in report.open(Level::Note) {
        by_rule.entry(&finding.rule).or_default().push(finding);
    }
    if by_rule.is_empty() {
        return;
    }
    let _ = writeln!(text, "{}", painted(HEADING, "Notes"));
    for (rule, list) in by_rule {
        let title = list.first().map_or("", |finding| finding.title.as_str());
        let names: Vec<&str> = list.iter().take(NAMED).map(|finding| finding.subject.as_str()).collect();
        let more = list.len().saturating_sub(NAMED);
        let more = if more > 0 { format!(", and {more} more") } else { String::new() };
        wrap(text, &format!("{rule} {title}: {}{more}", names.join(", ")), 0);
    }
    text.push('\n');
}

fn accepted(text: &mut String, report: &Report) {
    let list: Vec<_> = report.accepted().collect();
    if list.is_empty() {
        return;
    }
    let _ = writeln!(text, "{}", painted(HEADING, "Accepted by the policy"));
    for (finding, accepted) in list {
        wrap(text, &format!("{} {}: {}", finding.rule, finding.subject, finding.message), 2);
        let until = accepted.until.iter().map(|day| format!(", until {day}")).collect::<String>();
        let by = accepted.reviewed_by.iter().map(|name| format!(" ({name})")).collect::<String>();
        wrap(text, &format!("{}{by}{until}", accepted.reason), 6);
    }
    text.push('\n');
}

fn not_examined(text: &mut String, report: &Report) {
    if report.not_examined.is_empty() {
        return;
    }
    let _ = writeln!(text, "{}", painted(HEADING, "Not examined"));
    for one in &report.not_examined {
        wrap(text, &format!("{}: {}", one.what, one.why), 2);
    }
    text.push('\n');
}

fn counts(text: &mut String, report: &Report) {
    let level = |level| report.open(level).count();
    let accepted = report.accepted().count();
    let native = report.packages.iter().filter(|package| !package.native.is_empty()).count();
    let exits =
        report.exits.as_ref().map_or_else(|| "exits unknown".to_owned(), |exits| plural(exits.len(), "exit"));
    let line = format!(
        "{}, {}, {} accepted. {native} with native code, {} fenced, {exits}, {}.",
        format_args!("{} denied", level(Level::Deny)),
        format_args!("{}, {}", plural(level(Level::Warn), "warning"), plural(level(Level::Note), "note")),
        accepted,
        report.libraries.len(),
        plural(report.executables.len(), "executable"),
    );
    wrap(text, &line, 0);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::{rules, sample};

    fn plain(report: &Report) -> String {
        let text = anstream::adapter::strip_str(&of(report, rules::RULES)).to_string();
        for line in text.lines() {
            assert!(line.chars().count() <= 80, "{line}");
        }
        text
    }

    #[test]
    fn a_report_with_one_of_everything() {
        insta::assert_snapshot!(plain(&sample::report()));
    }

    #[test]
    fn an_application_without_native_code() {
        let mut report = sample::report();
        report.packages.clear();
        report.libraries.clear();
        report.findings.clear();
        report.verdict = Verdict::Passed;
        insta::assert_snapshot!(plain(&report));
    }

    #[test]
    fn what_is_unknown_is_not_zero() {
        let mut report = sample::report();
        report.exits = None;
        report.packages[0].native[0].linked_symbols = None;
        let text = plain(&report);
        let words: Vec<&str> = text.split_whitespace().collect();
        assert!(text.contains("(?/108)") && words.join(" ").contains("exits unknown"), "{text}");
    }
}
