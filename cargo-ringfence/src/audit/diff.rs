//! What changed between two reports.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use serde::Serialize;

use super::error::Error;
use super::fenced::subject;
use super::lock::{self, Lock};
use super::report::{Containment, Finding, Level, Report, Verdict};
use super::run::{audit, parse, prepare, today};
use super::word::Word;
use super::{Done, identity, options};
use crate::page::{self, plural, wrap};
use crate::paint::{HEADING, painted};

/// The differences.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
struct Difference {
    /// [`SCHEMA`](super::report::SCHEMA) of the reports.
    schema: u32,
    command: &'static str,
    /// Findings that were not there.
    new: Vec<Finding>,
    /// Findings that are not there any more.
    gone: Vec<Finding>,
    /// Findings of another level, or that were or are accepted.
    changed: Vec<Changed>,
    /// Native packages and fenced libraries, by their names without versions.
    containment: Vec<Moved>,
}

#[derive(Debug, PartialEq, Eq, Serialize)]
struct Changed {
    before: Finding,
    after: Finding,
}

/// Of `null`: it was or is not there.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct Moved {
    subject: String,
    before: Option<Containment>,
    after: Option<Containment>,
}

pub(crate) fn run(options: &options::Diff) -> Done {
    let old = read(&options.old)?;
    let new = match &options.new {
        Some(path) => read(path)?,
        None => {
            let (metadata, policy) = prepare(&options.build)?;
            let lock = Lock::read(metadata.workspace_root.join(lock::FILE).as_std_path())?;
            let audited = audit(&options.build, metadata, policy.preset)?;
            let report = audited.report(&policy, lock.as_ref(), None, today());
            audited.keep(&report);
            report
        }
    };
    let difference = Difference::between(&old, &new);
    page::print(&if options.json { page::json(&difference) } else { difference.told() });
    Ok(match (new.verdict, difference.denied()) {
        (Verdict::Incomplete, _) => 3,
        (_, true) => 1,
        (_, false) => 0,
    })
}

fn read(path: &Path) -> Result<Report, Error> {
    let text = std::fs::read_to_string(path)
        .map_err(|error| Error::Usage(format!("{}: {error}", path.display())))?;
    parse(&text, &path.display().to_string())
}

impl Difference {
    fn between(old: &Report, new: &Report) -> Self {
        let (before, after) = (by_id(old), by_id(new));
        let missing = |from: &BTreeMap<(&str, usize), &Finding>, to: &BTreeMap<(&str, usize), &Finding>| {
            let missing = from.iter().filter(|(key, _)| !to.contains_key(*key));
            let mut missing: Vec<Finding> = missing.map(|(_, one)| (*one).clone()).collect();
            missing.sort_by(|a, b| (a.level, &a.rule, &a.subject).cmp(&(b.level, &b.rule, &b.subject)));
            missing
        };
        let changed = before.iter().filter_map(|(key, before)| {
            let after = after.get(key)?;
            let same = before.level == after.level && before.accepted == after.accepted;
            (!same).then(|| Changed { before: (*before).clone(), after: (*after).clone() })
        });
        Self {
            schema: super::report::SCHEMA,
            command: "audit diff",
            new: missing(&after, &before),
            gone: missing(&before, &after),
            changed: changed.collect(),
            containment: moved(&contained(old), &contained(new)),
        }
    }

    /// Whether something new is denied.
    fn denied(&self) -> bool {
        self.new.iter().any(|finding| finding.level == Level::Deny && finding.accepted.is_none())
    }

    fn told(&self) -> String {
        let mut text = String::new();
        if !self.containment.is_empty() {
            let _ = writeln!(text, "{}", painted(HEADING, "Containment"));
            let name = |one: Option<Containment>| one.map_or("not there", Word::word);
            for moved in &self.containment {
                let line = format!("{}: {} -> {}", moved.subject, name(moved.before), name(moved.after));
                wrap(&mut text, &line, 2);
            }
        }
        for (heading, list) in [("New", &self.new), ("Gone", &self.gone)] {
            if !list.is_empty() {
                let _ = writeln!(text, "{}", painted(HEADING, heading));
                listed(&mut text, list);
            }
        }
        if !self.changed.is_empty() {
            let _ = writeln!(text, "{}", painted(HEADING, "Changed"));
            for changed in &self.changed {
                told(&mut text, &changed.before);
                text.push_str("  is now\n");
                told(&mut text, &changed.after);
            }
        }
        if text.is_empty() {
            text.push_str("Nothing changed.\n");
        }
        text
    }
}

/// A line for each finding, but only a number for notes of one rule.
fn listed(text: &mut String, findings: &[Finding]) {
    let mut notes: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in findings {
        if finding.level == Level::Note {
            let count = notes.entry(&finding.rule).or_default();
            *count = count.saturating_add(1);
        } else {
            told(text, finding);
        }
    }
    for (rule, count) in notes {
        let _ = writeln!(text, "  note {rule}: {}", plural(count, "finding"));
    }
}

fn told(text: &mut String, finding: &Finding) {
    let accepted = finding.accepted.iter().map(|accepted| format!(" (accepted: {})", accepted.reason));
    let accepted: String = accepted.collect();
    let (level, rule) = (finding.level.word(), &finding.rule);
    wrap(text, &format!("{level} {rule} {}: {}{accepted}", finding.subject, finding.message), 2);
}

/// Findings with the same id are told apart by their order.
fn by_id(report: &Report) -> BTreeMap<(&str, usize), &Finding> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let findings = report.findings.iter().map(|finding| {
        let count = counts.entry(finding.id.as_str()).or_default();
        *count = count.saturating_add(1);
        ((finding.id.as_str(), *count), finding)
    });
    findings.collect()
}

fn contained(report: &Report) -> BTreeMap<String, Containment> {
    let packages =
        report.packages.iter().filter_map(|package| Some((package.name.clone(), package.containment?)));
    let libraries = report.libraries.iter();
    let libraries = libraries
        .map(|library| (subject(identity::name(&library.wrapper), &library.name), library.containment));
    packages.chain(libraries).collect()
}

fn moved(before: &BTreeMap<String, Containment>, after: &BTreeMap<String, Containment>) -> Vec<Moved> {
    let mut subjects: Vec<&String> = before.keys().chain(after.keys()).collect();
    subjects.sort();
    subjects.dedup();
    let moved = subjects.into_iter().map(|subject| Moved {
        subject: subject.clone(),
        before: before.get(subject).copied(),
        after: after.get(subject).copied(),
    });
    moved.filter(|moved| moved.before != moved.after).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::sample;

    #[test]
    fn a_library_that_was_fenced_is_seen() {
        let mut old = sample::report();
        let mut new = sample::report();
        old.libraries.clear();
        new.packages.clear();
        new.findings.remove(0);
        new.findings[0].accepted = None;
        let difference = Difference::between(&old, &new);
        assert!(!difference.denied());
        insta::assert_snapshot!(anstream::adapter::strip_str(&difference.told()).to_string());
    }

    #[test]
    fn only_what_is_new_and_denied_fails() {
        let mut old = sample::report();
        let new = sample::report();
        assert_eq!(Difference::between(&old, &new).told(), "Nothing changed.\n");
        old.findings.remove(2);
        assert!(!Difference::between(&old, &new).denied(), "a note");
        old.findings.remove(1);
        assert!(!Difference::between(&old, &new).denied(), "it is accepted");
        old.findings.remove(0);
        assert!(Difference::between(&old, &new).denied());
    }

    #[test]
    fn other_files_are_refused() {
        for (text, expected) in [
            ("{}", "no report of an audit"),
            (r#"{"schema": 1, "command": "inspect"}"#, "of `inspect`"),
            (r#"{"schema": 9, "command": "audit"}"#, "format 9"),
        ] {
            let Err(Error::Usage(why)) = parse(text, "old.json") else { panic!("{text}") };
            assert!(why.contains(expected) && why.starts_with("old.json: "), "{why}");
        }
    }
}
