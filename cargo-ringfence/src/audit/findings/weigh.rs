//! Levels, acceptance, and what is to be said of the policy itself.

use jiff::civil::Date;

use super::super::facts::Facts;
use super::super::policy::{Entry, Policy, Subject};
use super::super::report::{Accepted, Evidence, Finding, Level, Location};
use super::super::{identity, lock};
use super::Draft;

/// Entries that expire in so many days are told.
const NOTICE: i32 = 30;

/// Findings with their levels, in the order of the report.
pub(crate) fn weigh(drafts: Vec<Draft>, facts: &Facts, policy: &Policy, today: Date) -> Vec<Finding> {
    let about = about_the_policy(&drafts, facts, policy, today);
    let mut findings: Vec<Finding> = drafts
        .into_iter()
        .chain(about)
        .filter_map(|draft| {
            let level = policy.level(draft.rule);
            (level != Level::Allow).then(|| finding(draft, level, policy, today))
        })
        .collect();
    findings.sort_by(|a, b| {
        (a.level, &a.rule, &a.subject, &a.location, &a.id, &a.message).cmp(&(
            b.level,
            &b.rule,
            &b.subject,
            &b.location,
            &b.id,
            &b.message,
        ))
    });
    findings
}

fn finding(draft: Draft, level: Level, policy: &Policy, today: Date) -> Finding {
    Finding {
        accepted: acceptance(policy, today, draft.rule.id, &draft.id, &draft.subject),
        id: draft.id,
        rule: draft.rule.id.to_owned(),
        level,
        title: draft.rule.title.to_owned(),
        subject: draft.subject,
        key: draft.key,
        message: draft.message,
        remedy: draft.rule.remedy.to_owned(),
        location: draft.location,
        origin: draft.origin,
        evidence: draft.evidence,
    }
}

/// The entry of the policy that lets a finding pass today.
pub(crate) fn acceptance(
    policy: &Policy,
    today: Date,
    rule: &str,
    id: &str,
    subject: &str,
) -> Option<Accepted> {
    let mut valid = policy.entries.iter().filter(|entry| !expired(entry, today));
    valid.find(|entry| matches(entry, rule, id, subject)).map(accepted)
}

fn accepted(entry: &Entry) -> Accepted {
    Accepted {
        reason: entry.reason.clone(),
        until: entry.until.map(|day| day.to_string()),
        reviewed_by: entry.reviewed_by.clone(),
    }
}

fn expired(entry: &Entry, today: Date) -> bool {
    entry.until.is_some_and(|day| day < today)
}

fn matches(entry: &Entry, rule: &str, id: &str, subject: &str) -> bool {
    match &entry.subject {
        Subject::Id(own) => own == id,
        Subject::Library { rule: own, name } => own == rule && name == subject,
        Subject::Package { rule: own, name, version } => {
            let (found, exact) = subject.split_once(' ').unwrap_or((subject, ""));
            own == rule && name == found && version.as_deref().is_none_or(|start| begins(exact, start))
        }
    }
}

/// `0.30` is the beginning of `0.30.1`, and not of `0.301.0`.
fn begins(exact: &str, start: &str) -> bool {
    exact.strip_prefix(start).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '-', '+']))
}

/// RF601 to RF603.
fn about_the_policy(drafts: &[Draft], facts: &Facts, policy: &Policy, today: Date) -> Vec<Draft> {
    let mut found = Vec::new();
    let mut say_in = |file: &str, rule: &str, what: &str, message: String, line: u32| {
        let location = Location { file: file.to_owned(), line };
        let subject = format!("{file}: {what}");
        found.extend(super::draft(rule, &subject, what, message, location).map(|draft| Draft {
            id: identity::of(&[rule, what]),
            evidence: Evidence::Observed,
            ..draft
        }));
    };
    for (library, line) in &facts.gone {
        say_in(lock::FILE, "RF601", library, "there is no such fenced library any more".to_owned(), *line);
    }
    let mut say = |rule: &str, what: &str, message: String, line: u32| {
        say_in(&policy.file, rule, what, message, line);
    };
    for entry in &policy.entries {
        let what = told(&entry.subject);
        if expired(entry, today) {
            let day = entry.until.map(|day| day.to_string()).unwrap_or_default();
            say("RF603", &what, format!("expired on {day}"), entry.line);
        } else if !drafts.iter().any(|draft| matches(entry, draft.rule.id, &draft.id, &draft.subject)) {
            say("RF601", &what, "matches no finding".to_owned(), entry.line);
        } else if let Some(days) =
            entry.until.map(|day| days_between(today, day)).filter(|days| *days <= NOTICE)
        {
            say("RF602", &what, format!("expires in {days} days"), entry.line);
        }
    }
    for granted in &policy.grants {
        let library = facts.libraries.iter().find(|library| {
            super::super::fenced::subject(&library.wrapper, &library.name) == granted.library
        });
        for name in &granted.allow {
            if !library.is_some_and(|library| library.grants.contains(name)) {
                let what = format!("grants {} {name}", granted.library);
                say("RF601", &what, "the library has no such grant".to_owned(), granted.line);
            }
        }
    }
    let needed = |name: &String| {
        facts.executables.iter().flat_map(|one| one.needed.iter().flatten()).any(|n| n == name)
    };
    for entry in policy.dynamic.allow.iter().filter(|entry| !needed(entry.get_ref())) {
        let what = format!("dynamic {}", entry.get_ref());
        say("RF601", &what, "no executable asks for it".to_owned(), policy.line_of(entry));
    }
    let inputs = policy.input.untrusted.iter().chain(&policy.input.trusted);
    for entry in inputs.filter(|entry| !facts.names.contains(entry.get_ref())) {
        let what = format!("input {}", entry.get_ref());
        say("RF601", &what, "there is no such package or library".to_owned(), policy.line_of(entry));
    }
    found
}

/// Up to the day itself, which still counts.
fn days_between(today: Date, day: Date) -> i32 {
    today.until(day).map_or(0, |span| span.get_days())
}

fn told(subject: &Subject) -> String {
    match subject {
        Subject::Id(id) => id.clone(),
        Subject::Library { rule, name } => format!("{rule} {name}"),
        Subject::Package { rule, name, version } => {
            format!(
                "{rule} {name}{}",
                version.iter().map(|version| format!("@{version}")).collect::<String>()
            )
        }
    }
}
